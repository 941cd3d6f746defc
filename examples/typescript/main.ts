import { App } from 'cdk8s';
import { ShopMesh } from './shop';

const app = new App();
new ShopMesh(app, 'shop');
app.synth();
