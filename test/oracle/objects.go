package oracle

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/kube"
)

const domain = "cluster.local"

// Objects without a creationTimestamp are all of one age, so that names break the tie.
var oneAge = metav1.NewTime(time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC))

// Objects are the objects of a case that the cluster takes, in the two forms that istiod reads.
type Objects struct {
	configs  []config.Config
	kube     []runtime.Object
	rejected []Rejection
	warnings []Warning
	filtered []Filtered
}

// LoadObjects decodes the objects, and leaves out what admission rejects.
func LoadObjects(raws []json.RawMessage, admission *Admission) *Objects {
	objects := &Objects{rejected: []Rejection{}, warnings: []Warning{}, filtered: []Filtered{}}
	nextIP := netip.MustParseAddr("10.255.0.0")
	for position, raw := range raws {
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(raw); err != nil {
			objects.reject(fmt.Sprintf("objects[%d]", position), "decode", err)
			continue
		}
		gvk := object.GroupVersionKind()
		if object.GetCreationTimestamp().Time.IsZero() {
			object.SetCreationTimestamp(oneAge)
		}
		if schema, ok := collections.Istio.FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&gvk)); ok {
			objects.addIstio(schema, object, admission)
			continue
		}
		decoded, err := decodeKubernetes(object)
		switch {
		case runtime.IsNotRegisteredError(err):
			objects.filtered = append(objects.filtered, Filtered{Object: title(object), By: "kind"})
			continue
		case err != nil:
			objects.reject(title(object), "decode", err)
			continue
		}
		if service, ok := decoded.(*corev1.Service); ok && needsClusterIP(service) {
			nextIP = nextIP.Next()
			service.Spec.ClusterIP = nextIP.String()
		}
		objects.kube = append(objects.kube, decoded)
	}
	return objects
}

func (o *Objects) addIstio(schema resource.Schema, object *unstructured.Unstructured, admission *Admission) {
	if object.GetNamespace() == "" && !schema.IsClusterScoped() {
		object.SetNamespace(metav1.NamespaceDefault)
	}
	rejected, warnings := admission.Review(object)
	o.rejected = append(o.rejected, rejected...)
	o.warnings = append(o.warnings, warnings...)
	if len(rejected) > 0 {
		return
	}
	var kind crd.IstioKind
	if err := remarshal(object, &kind); err != nil {
		o.reject(title(object), "decode", err)
		return
	}
	converted, err := crd.ConvertObject(schema, &kind, domain)
	if err != nil {
		o.reject(title(object), "decode", err)
		return
	}
	o.configs = append(o.configs, *converted)
}

func (o *Objects) reject(object, by string, err error) {
	o.rejected = append(o.rejected, Rejection{Object: object, By: by, Error: err.Error()})
}

func decodeKubernetes(object *unstructured.Unstructured) (runtime.Object, error) {
	if object.GetNamespace() == "" && object.GetKind() != "Namespace" && object.GetKind() != "Node" {
		object.SetNamespace(metav1.NamespaceDefault)
	}
	raw, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	decoded, _, err := kube.IstioCodec.UniversalDeserializer().Decode(raw, nil, nil)
	return decoded, err
}

// The API server gives every such Service an address; istiod takes one without for 0.0.0.0
// (istio pilot/pkg/serviceregistry/kube/conversion.go, ConvertService).
func needsClusterIP(service *corev1.Service) bool {
	return service.Spec.ClusterIP == "" && service.Spec.Type != corev1.ServiceTypeExternalName
}

func remarshal(object *unstructured.Unstructured, into any) error {
	raw, err := object.MarshalJSON()
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

func title(object *unstructured.Unstructured) string {
	if object.GetNamespace() == "" {
		return fmt.Sprintf("%s %s", object.GetKind(), object.GetName())
	}
	return fmt.Sprintf("%s %s/%s", object.GetKind(), object.GetNamespace(), object.GetName())
}
