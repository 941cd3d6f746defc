package oracle

import (
	"slices"

	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	tcpproxy "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/tcp_proxy/v3"
	"google.golang.org/protobuf/encoding/protojson"
)

// Dump is a proxy's outbound configuration, for a reader who asks why.
type Dump struct {
	Listeners    []ListenerDump      `json:"listeners"`
	VirtualHosts map[string][]string `json:"virtualHosts"`
	Clusters     []string            `json:"clusters"`
}

type ListenerDump struct {
	Name   string      `json:"name"`
	Chains []ChainDump `json:"chains"`
}

type ChainDump struct {
	Name    string `json:"name"`
	Match   string `json:"match"`
	Cluster string `json:"cluster"`
	Default bool   `json:"default,omitempty"`
}

func (p *Proxy) Dump() *Dump {
	dump := &Dump{VirtualHosts: map[string][]string{}}
	for _, l := range p.simulation.Listeners {
		if l.GetName() == "virtualInbound" {
			continue
		}
		entry := ListenerDump{Name: l.GetName()}
		for _, chain := range l.GetFilterChains() {
			entry.Chains = append(entry.Chains, dumpChain(chain))
		}
		if chain := l.GetDefaultFilterChain(); chain != nil {
			last := dumpChain(chain)
			last.Default = true
			entry.Chains = append(entry.Chains, last)
		}
		dump.Listeners = append(dump.Listeners, entry)
	}
	for _, config := range p.simulation.Routes {
		for _, host := range config.GetVirtualHosts() {
			for _, d := range host.GetDomains() {
				dump.VirtualHosts[config.GetName()] = append(dump.VirtualHosts[config.GetName()], host.GetName()+" "+d)
			}
		}
	}
	for name := range p.clusters {
		dump.Clusters = append(dump.Clusters, name)
	}
	slices.Sort(dump.Clusters)
	return dump
}

func dumpChain(chain *listener.FilterChain) ChainDump {
	entry := ChainDump{Name: chain.GetName()}
	if match := chain.GetFilterChainMatch(); match != nil {
		entry.Match = protojson.Format(match)
	}
	for _, filter := range chain.GetFilters() {
		proxy := &tcpproxy.TcpProxy{}
		if filter.GetTypedConfig().MessageIs(proxy) && filter.GetTypedConfig().UnmarshalTo(proxy) == nil {
			entry.Cluster = proxy.GetCluster()
		}
	}
	return entry
}
