// Package oracle asks Istio's own code what istiod configures for a case, and what that configuration does with a call.
// Nothing is decided here: objects go in, Istio's simulator and validators answer, the facts come out.
package oracle

import "encoding/json"

// Request is one line of the input: a mesh, proxies in it, and calls by those proxies.
type Request struct {
	ID         string            `json:"id"`
	MeshConfig json.RawMessage   `json:"meshConfig"`
	Objects    []json.RawMessage `json:"objects"`
	Proxies    []ProxyRequest    `json:"proxies"`
	Calls      []CallRequest     `json:"calls"`
	// Validate asks for the validation of the objects alone: no istiod is started, proxies and calls are not answered.
	Validate bool `json:"validate"`
	// Revision is istiod's own; objects labelled istio.io/rev with another one are not its. Default: "default".
	Revision string `json:"revision"`
	// Dump asks for the listeners, chains, virtual hosts and clusters of each proxy.
	Dump bool `json:"dump"`
}

type ProxyRequest struct {
	ID        string            `json:"id"`
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
	// Metadata is laid over what the proxy tells istiod about itself, by the names of Istio's NodeMetadata: DNS_CAPTURE, INTERCEPTION_MODE.
	Metadata json.RawMessage `json:"metadata"`
}

type CallRequest struct {
	Proxy    string `json:"proxy"`
	Host     string `json:"host"`
	Port     int    `json:"port"`
	Protocol string `json:"protocol"`
	Address  string `json:"address"`
	// path is what a redirect asks for.
	path string
}

// Answer is one line of the output. Calls answer in the order of the request.
type Answer struct {
	ID       string        `json:"id"`
	Istio    string        `json:"istio,omitempty"`
	Fatal    string        `json:"fatal,omitempty"`
	Rejected []Rejection   `json:"rejected"`
	Warnings []Warning     `json:"warnings"`
	Filtered []Filtered    `json:"filtered"`
	Proxies  []ProxyAnswer `json:"proxies"`
	Calls    []CallAnswer  `json:"calls"`
}

// Rejection is an object that the cluster would not have taken. By is "decode", "crd" or "webhook".
type Rejection struct {
	Object string `json:"object"`
	By     string `json:"by"`
	Error  string `json:"error"`
}

type Warning struct {
	Object  string `json:"object"`
	Warning string `json:"warning"`
}

// Filtered is an object that istiod does not read. By is "discoverySelectors", "revision" or "kind".
type Filtered struct {
	Object string `json:"object"`
	By     string `json:"by"`
}

type ProxyAnswer struct {
	ID                    string   `json:"id"`
	Sidecar               *string  `json:"sidecar"`
	OutboundTrafficPolicy string   `json:"outboundTrafficPolicy"`
	Services              []string `json:"services"`
	Dump                  *Dump    `json:"dump,omitempty"`
}

type CallAnswer struct {
	Listener      string `json:"listener"`
	FilterChain   string `json:"filterChain"`
	VirtualHost   string `json:"virtualHost"`
	Route         string `json:"route"`
	Cluster       string `json:"cluster"`
	ClusterExists bool   `json:"clusterExists"`
	ClusterType   string `json:"clusterType"`
	// TLSMode is what the matched cluster does to the connection: "" (nothing), "auto-mtls", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL".
	TLSMode string `json:"tlsMode"`
	// Clusters are the destinations, where a route or chain divides its traffic; Cluster is empty then.
	Clusters []string `json:"clusters,omitempty"`
	// Missing are those of Clusters that the proxy does not have.
	Missing []string `json:"missing,omitempty"`
	// DirectResponse is the HTTP status that the proxy answers by itself, 301 and the like for a redirect; 0 where it forwards.
	DirectResponse uint32 `json:"directResponse,omitempty"`
	// Location is where a redirect sends the caller.
	Location string `json:"location,omitempty"`
	// Followed is where the call ends that a redirect to the same host asks for. Of another host the address is not known.
	Followed *CallAnswer `json:"followed,omitempty"`
	// Round tells that a redirect asks for a call which led to it.
	Round bool    `json:"round,omitempty"`
	Error *string `json:"error"`
}
