package oracle

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pilot/test/xdstest"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/schema/gvk"
)

// Proxy is a sidecar of the mesh with the configuration that istiod gave it.
type Proxy struct {
	node       *model.Proxy
	simulation *simulation.Simulation
	clusters   map[string]*cluster.Cluster
	redirects  []*route.RedirectAction
	sidecar    *string
}

// NewProxy sets a sidecar up that is of the same release as istiod.
func NewProxy(t *testing.T, istiod *xds.FakeDiscoveryServer, request ProxyRequest, istio string) (*Proxy, error) {
	metadata := &model.NodeMetadata{
		Namespace:    request.Namespace,
		Labels:       request.Labels,
		ClusterID:    constants.DefaultClusterName,
		IstioVersion: istio,
	}
	if len(request.Metadata) > 0 {
		if err := json.Unmarshal(request.Metadata, metadata); err != nil {
			return nil, fmt.Errorf("metadata of proxy %s: %w", request.ID, err)
		}
	}
	node := istiod.SetupProxy(&model.Proxy{
		ID:              request.ID + "." + request.Namespace,
		ConfigNamespace: request.Namespace,
		Labels:          request.Labels,
		IPAddresses:     []string{"192.0.2.1"},
		DNSDomain:       request.Namespace + ".svc." + domain,
		Metadata:        metadata,
	})
	sim := simulation.NewSimulation(t, istiod, node)
	sim.Routes = routesOnce(t, istiod, node, sim.Listeners)
	clusters := map[string]*cluster.Cluster{}
	for _, c := range sim.Clusters {
		clusters[c.GetName()] = c
	}
	if err := nameDividedChains(sim.Listeners); err != nil {
		return nil, err
	}
	redirects := nameRouteActions(sim.Routes)
	return &Proxy{node: node, simulation: sim, clusters: clusters, redirects: redirects, sidecar: sidecarOf(istiod, node)}, nil
}

// Envoy asks for a route configuration once, however many listeners share it. Asked twice in one push, istiod answers the second
// time without virtual hosts (istio pilot/pkg/networking/core/httproute.go, getVirtualHostsForSniffedServicePort), as the fake does.
func routesOnce(t *testing.T, istiod *xds.FakeDiscoveryServer, node *model.Proxy, listeners []*listener.Listener) []*route.RouteConfiguration {
	names := xdstest.ExtractRoutesFromListeners(listeners)
	slices.Sort(names)
	resources, _ := istiod.ConfigGen.BuildHTTPRoutes(node, &model.PushRequest{Push: istiod.PushContext()}, slices.Compact(names))
	configs := []*route.RouteConfiguration{}
	for _, resource := range resources {
		configs = append(configs, xdstest.UnmarshalAny[route.RouteConfiguration](t, resource.Resource))
	}
	return configs
}

// The scope's own namespace is the proxy's, also where the Sidecar is the root namespace's: the object itself tells.
func sidecarOf(istiod *xds.FakeDiscoveryServer, node *model.Proxy) *string {
	for _, c := range istiod.Store().List(gvk.Sidecar, model.NamespaceAll) {
		if node.SidecarScope.Sidecar != nil && c.Spec == config.Spec(node.SidecarScope.Sidecar) {
			name := c.Namespace + "/" + c.Name
			return &name
		}
	}
	return nil
}

// Scope reports the Sidecar that the proxy got, and what it brought into view.
func (p *Proxy) Scope(id string) ProxyAnswer {
	scope := p.node.SidecarScope
	answer := ProxyAnswer{ID: id, Sidecar: p.sidecar, Services: []string{}, OutboundTrafficPolicy: scope.OutboundTrafficPolicy.GetMode().String()}
	for _, service := range scope.Services() {
		answer.Services = append(answer.Services, service.Attributes.Namespace+"/"+string(service.Hostname))
	}
	slices.Sort(answer.Services)
	return answer
}

// Call sends one call through the proxy's listeners, chains, virtual hosts and routes, and those that redirects ask for after it.
func (p *Proxy) Call(request CallRequest) (CallAnswer, error) {
	return p.call(request, nil)
}

// call is told the calls that led to this one.
func (p *Proxy) call(request CallRequest, before []CallRequest) (CallAnswer, error) {
	call := simulation.Call{
		Address:    request.Address,
		Port:       request.Port,
		Path:       request.path,
		CallMode:   simulation.CallModeOutbound,
		HostHeader: request.Host,
	}
	switch request.Protocol {
	case "HTTP":
		call.Protocol = simulation.HTTP
	case "TLS":
		call.Protocol, call.TLS, call.Sni = simulation.HTTP, simulation.TLS, request.Host
	case "TCP":
		call.Protocol = simulation.TCP
	default:
		return CallAnswer{}, fmt.Errorf("protocol %q is none of HTTP, TLS, TCP", request.Protocol)
	}
	result := p.simulation.Run(call)
	answer := CallAnswer{
		Listener:    result.ListenerMatched,
		FilterChain: result.FilterChainMatched,
		VirtualHost: result.VirtualHostMatched,
		Route:       result.RouteMatched,
	}
	if result.Error != nil {
		text := result.Error.Error()
		answer.Error = &text
	}
	if position, ok := strings.CutPrefix(result.ClusterMatched, redirectPrefix); ok {
		index, err := strconv.Atoi(position)
		if err != nil {
			return answer, err
		}
		return answer, p.follow(&answer, p.redirects[index], append(before, request))
	}
	return answer, p.describeDestination(&answer, result.ClusterMatched)
}

// follow makes the call that a redirect asks for, where it is at the same host: of another one the address is not known.
func (p *Proxy) follow(answer *CallAnswer, redirect *route.RedirectAction, calls []CallRequest) error {
	last := calls[len(calls)-1]
	next := redirected(last, redirect)
	answer.DirectResponse = redirectStatus(redirect)
	answer.Location = locationOf(next)
	if next.Host != bareHost(last.Host) {
		return nil
	}
	if slices.Contains(calls, next) {
		answer.Round = true
		return nil
	}
	followed, err := p.call(next, calls)
	answer.Followed = &followed
	return err
}

func (p *Proxy) describeDestination(answer *CallAnswer, destination string) error {
	if names, ok := strings.CutPrefix(destination, dividedPrefix); ok {
		answer.Clusters = strings.Split(names, ",")
		for _, name := range answer.Clusters {
			if p.clusters[name] == nil {
				answer.Missing = append(answer.Missing, name)
			}
		}
		answer.ClusterExists = len(answer.Missing) == 0
		return p.describeDivided(answer)
	}
	if status, ok := strings.CutPrefix(destination, responsePrefix); ok {
		_, err := fmt.Sscan(status, &answer.DirectResponse)
		return err
	}
	answer.Cluster = destination
	found, ok := p.clusters[destination]
	if !ok {
		return nil
	}
	answer.ClusterExists = true
	answer.ClusterType = found.GetType().String()
	var err error
	answer.TLSMode, err = tlsMode(found)
	return err
}

// The first mode that a rule set tells more than none: of divided traffic a share meets it.
func (p *Proxy) describeDivided(answer *CallAnswer) error {
	for _, name := range answer.Clusters {
		found, ok := p.clusters[name]
		if !ok {
			continue
		}
		mode, err := tlsMode(found)
		if err != nil {
			return err
		}
		if answer.TLSMode == "" || answer.TLSMode == autoMTLS {
			answer.TLSMode = mode
		}
	}
	return nil
}
