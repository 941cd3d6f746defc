package oracle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"

	admission "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"

	"istio.io/istio/pkg/config/crd"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/webhooks/validation/server"
)

// Admission judges objects as a cluster does: the API server by the CRD's schema and CEL rules, then istiod by its webhook.
type Admission struct {
	crds    *crd.Validator
	webhook *http.ServeMux
}

// NewAdmission reads Istio's CRDs from a file and sets up istiod's webhook, without a network.
func NewAdmission(crdFile string) (*Admission, error) {
	crds, err := crd.NewValidatorFromFiles(crdFile)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	if _, err := server.New(server.Options{Schemas: collections.Istio, DomainSuffix: domain, Mux: mux}); err != nil {
		return nil, err
	}
	return &Admission{crds: crds, webhook: mux}, nil
}

// Review gives the objections of both layers, though a cluster stops at the first.
func (a *Admission) Review(object *unstructured.Unstructured) (rejected []Rejection, warnings []Warning) {
	name := title(object)
	if err := a.crds.ValidateCustomResource(object.DeepCopy()); err != nil {
		rejected = append(rejected, Rejection{Object: name, By: "crd", Error: err.Error()})
	}
	response, err := a.askWebhook(object)
	switch {
	case err != nil:
		rejected = append(rejected, Rejection{Object: name, By: "webhook", Error: err.Error()})
	case !response.Allowed:
		rejected = append(rejected, Rejection{Object: name, By: "webhook", Error: response.Result.Message})
	default:
		for _, warning := range response.Warnings {
			warnings = append(warnings, Warning{Object: name, Warning: warning})
		}
	}
	return rejected, warnings
}

func (a *Admission) askWebhook(object *unstructured.Unstructured) (*admission.AdmissionResponse, error) {
	raw, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	review := admission.AdmissionReview{Request: &admission.AdmissionRequest{
		UID:       types.UID("oracle"),
		Operation: admission.Create,
		Namespace: object.GetNamespace(),
		Object:    runtime.RawExtension{Raw: raw},
	}}
	review.SetGroupVersionKind(admission.SchemeGroupVersion.WithKind("AdmissionReview"))
	body, err := json.Marshal(review)
	if err != nil {
		return nil, err
	}
	request := httptest.NewRequest(http.MethodPost, "/validate", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	a.webhook.ServeHTTP(recorder, request)
	var answer admission.AdmissionReview
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("webhook answered %d: %s", recorder.Code, recorder.Body.String())
	}
	return answer.Response, nil
}
