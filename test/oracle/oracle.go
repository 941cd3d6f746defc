package oracle

import (
	"errors"
	"fmt"
	"runtime/debug"
	"testing"

	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/test"
)

// Decide answers one case. Whatever goes wrong in it, in Istio's code too, becomes its Fatal.
func Decide(t *testing.T, request Request, admission *Admission, istio string) Answer {
	answer := Answer{ID: request.ID, Istio: istio}
	finished := false
	err := test.Wrap(func(f test.Failer) {
		defer func() {
			if reason := recover(); reason != nil {
				answer.Fatal = fmt.Sprintf("panic: %v\n%s", reason, debug.Stack())
			}
		}()
		if err := decide(t, f, request, admission, &answer); err != nil {
			f.Fatal(err)
		}
		finished = true
	})
	switch {
	case answer.Fatal != "":
	case err != nil:
		answer.Fatal = err.Error()
	case !finished:
		answer.Fatal = "Istio's simulator gave up; its reason is on stderr"
	}
	if answer.Fatal != "" {
		return Answer{ID: request.ID, Istio: istio, Fatal: answer.Fatal}
	}
	return answer
}

func decide(t *testing.T, f test.Failer, request Request, admission *Admission, answer *Answer) error {
	meshConfig, err := mesh.ApplyMeshConfigDefaults(string(request.MeshConfig))
	if err != nil {
		return err
	}
	objects := LoadObjects(request.Objects, admission)
	answer.Rejected, answer.Warnings = objects.rejected, objects.warnings
	answer.Filtered, answer.Proxies, answer.Calls = objects.filtered, []ProxyAnswer{}, []CallAnswer{}
	if request.Validate {
		return nil
	}
	revision := request.Revision
	if revision == "" {
		revision = "default"
	}
	objects.Filter(f, meshConfig, revision)
	answer.Filtered = objects.filtered
	istiod := xds.NewFakeDiscoveryServer(f, xds.FakeOptions{
		Configs:           objects.configs,
		KubernetesObjects: objects.kube,
		MeshConfig:        meshConfig,
	})
	proxies := map[string]*Proxy{}
	for _, wanted := range request.Proxies {
		proxy, err := NewProxy(t, istiod, wanted, answer.Istio)
		if err != nil {
			return err
		}
		proxies[wanted.ID] = proxy
		scope := proxy.Scope(wanted.ID)
		if request.Dump {
			scope.Dump = proxy.Dump()
		}
		answer.Proxies = append(answer.Proxies, scope)
	}
	for _, call := range request.Calls {
		proxy, ok := proxies[call.Proxy]
		if !ok {
			return errors.New("call by a proxy that the case does not have: " + call.Proxy)
		}
		result, err := proxy.Call(call)
		if err != nil {
			return err
		}
		answer.Calls = append(answer.Calls, result)
	}
	return nil
}
