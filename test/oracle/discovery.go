package oracle

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh/meshwatcher"
	"istio.io/istio/pkg/kube"
	"istio.io/istio/pkg/kube/kclient"
	"istio.io/istio/pkg/kube/namespace"
	"istio.io/istio/pkg/slices"
	"istio.io/istio/pkg/test"
)

// Filter leaves out what a real istiod does not read, by the functions that it filters with
// (istio pilot/pkg/config/kube/crdclient/client.go, addCRD): the fake one takes every config it is given.
func (o *Objects) Filter(t test.Failer, mesh *meshconfig.MeshConfig, revision string) {
	o.configs = slices.FilterInPlace(o.configs, func(c config.Config) bool {
		if config.LabelsInRevision(c.Labels, revision) {
			return true
		}
		o.filter(c.GroupVersionKind.Kind, c.Namespace, c.Name, "revision")
		return false
	})
	if len(mesh.GetDiscoverySelectors()) == 0 {
		return
	}
	selected := selectedNamespaces(t, mesh, o.kube)
	o.configs = slices.FilterInPlace(o.configs, func(c config.Config) bool {
		if selected(c.Namespace) {
			return true
		}
		o.filter(c.GroupVersionKind.Kind, c.Namespace, c.Name, "discoverySelectors")
		return false
	})
	o.kube = slices.FilterInPlace(o.kube, func(object runtime.Object) bool {
		metadata, err := meta.Accessor(object)
		if _, isNamespace := object.(*corev1.Namespace); err != nil || isNamespace || selected(metadata.GetNamespace()) {
			return true
		}
		o.filter(object.GetObjectKind().GroupVersionKind().Kind, metadata.GetNamespace(), metadata.GetName(), "discoverySelectors")
		return false
	})
}

func (o *Objects) filter(kind, namespace, name, by string) {
	o.filtered = append(o.filtered, Filtered{Object: kind + " " + namespace + "/" + name, By: by})
}

func selectedNamespaces(t test.Failer, mesh *meshconfig.MeshConfig, objects []runtime.Object) func(namespace string) bool {
	namespaces := slices.Filter(objects, func(object runtime.Object) bool {
		_, ok := object.(*corev1.Namespace)
		return ok
	})
	client := kube.NewFakeClient(namespaces...)
	t.Cleanup(client.Shutdown)
	stop := test.NewStop(t)
	filter := namespace.NewDiscoveryNamespacesFilter(kclient.New[*corev1.Namespace](client), meshwatcher.NewTestWatcher(mesh), stop)
	return func(name string) bool { return filter.Filter(name) }
}
