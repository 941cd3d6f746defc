package oracle

import (
	"strconv"
	"strings"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	tcpproxy "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/tcp_proxy/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	"google.golang.org/protobuf/types/known/anypb"

	"istio.io/istio/pkg/wellknown"
)

// The simulator reports a destination only where it is one cluster. These prefixes carry the others through it.
const (
	dividedPrefix  = "divided:"
	responsePrefix = "response:"
	redirectPrefix = "redirect:"
)

// autoMTLS is the mode of a cluster that chooses by endpoint.
const autoMTLS = "auto-mtls"

// nameDividedChains gives each chain that divides its traffic one destination, named after all of them.
func nameDividedChains(listeners []*listener.Listener) error {
	for _, l := range listeners {
		for _, chain := range append(l.GetFilterChains(), l.GetDefaultFilterChain()) {
			for _, filter := range chain.GetFilters() {
				if filter.GetName() != wellknown.TCPProxy {
					continue
				}
				proxy := &tcpproxy.TcpProxy{}
				if err := filter.GetTypedConfig().UnmarshalTo(proxy); err != nil {
					return err
				}
				weighted := proxy.GetWeightedClusters()
				if weighted == nil {
					continue
				}
				names := []string{}
				for _, c := range weighted.GetClusters() {
					names = append(names, c.GetName())
				}
				proxy.ClusterSpecifier = &tcpproxy.TcpProxy_Cluster{Cluster: dividedPrefix + strings.Join(names, ",")}
				packed, err := anypb.New(proxy)
				if err != nil {
					return err
				}
				filter.ConfigType = &listener.Filter_TypedConfig{TypedConfig: packed}
			}
		}
	}
	return nil
}

// nameRouteActions does the same for routes, and for answers that the proxy gives by itself. The redirects are named by their position.
func nameRouteActions(configs []*route.RouteConfiguration) (redirects []*route.RedirectAction) {
	for _, config := range configs {
		for _, host := range config.GetVirtualHosts() {
			for _, r := range host.GetRoutes() {
				name := actionName(r)
				if redirect := r.GetRedirect(); redirect != nil {
					name = redirectPrefix + strconv.Itoa(len(redirects))
					redirects = append(redirects, redirect)
				}
				if name != "" {
					r.Action = &route.Route_Route{Route: &route.RouteAction{
						ClusterSpecifier: &route.RouteAction_Cluster{Cluster: name},
					}}
				}
			}
		}
	}
	return redirects
}

func actionName(r *route.Route) string {
	switch action := r.GetAction().(type) {
	case *route.Route_DirectResponse:
		return responsePrefix + strconv.FormatUint(uint64(action.DirectResponse.GetStatus()), 10)
	case *route.Route_Route:
		if weighted := action.Route.GetWeightedClusters(); weighted != nil {
			names := []string{}
			for _, c := range weighted.GetClusters() {
				names = append(names, c.GetName())
			}
			return dividedPrefix + strings.Join(names, ",")
		}
	}
	return ""
}

// tlsMode names what a cluster does to a connection in the terms of DestinationRule.
// Auto-mTLS is a choice per endpoint, hence the socket matches.
func tlsMode(c *cluster.Cluster) (string, error) {
	if len(c.GetTransportSocketMatches()) > 0 {
		return autoMTLS, nil
	}
	socket := c.GetTransportSocket()
	if socket == nil {
		return "", nil
	}
	context := &tls.UpstreamTlsContext{}
	if !socket.GetTypedConfig().MessageIs(context) {
		return socket.GetName(), nil
	}
	if err := socket.GetTypedConfig().UnmarshalTo(context); err != nil {
		return "", err
	}
	certificates := context.GetCommonTlsContext().GetTlsCertificateSdsSecretConfigs()
	switch {
	case len(certificates) == 0:
		return "SIMPLE", nil
	case certificates[0].GetName() == "default": // the workload's own (istio pilot/pkg/security/model, SDSDefaultResourceName)
		return "ISTIO_MUTUAL", nil
	}
	return "MUTUAL", nil
}
