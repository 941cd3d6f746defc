import { App } from 'cdk8s';
import { ShopOnArgoCd } from './shop';

const app = new App();
new ShopOnArgoCd(app, 'shop');
app.synth();
