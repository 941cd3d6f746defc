package oracle

import (
	"fmt"
	"net"
	"strconv"

	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
)

// redirected is the call that a redirect of plain HTTP asks for, which Envoy writes into the header Location: what the redirect does
// not name stays. The port stays with the host, except that 80 is left out where HTTP becomes HTTPS
// (envoy source/common/router/config_impl.cc, newUri).
func redirected(call CallRequest, redirect *route.RedirectAction) CallRequest {
	next := call
	next.Host = bareHost(call.Host)
	if redirect.GetSchemeRedirect() == "https" || redirect.GetHttpsRedirect() {
		next.Protocol = "TLS"
	}
	standard := standardPort(next.Protocol)
	if call.Port == 80 {
		next.Port = standard
	}
	if authority := redirect.GetHostRedirect(); authority != "" {
		next.Host, next.Port = bareHost(authority), standard
		if _, port, err := net.SplitHostPort(authority); err == nil {
			next.Port, _ = strconv.Atoi(port)
		}
	}
	if port := redirect.GetPortRedirect(); port != 0 {
		next.Port = int(port)
	}
	if path := redirect.GetPathRedirect(); path != "" {
		next.path = path
	}
	return next
}

func locationOf(call CallRequest) string {
	scheme := "http"
	if call.Protocol == "TLS" {
		scheme = "https"
	}
	return fmt.Sprintf("%s://%s%s", scheme, net.JoinHostPort(call.Host, strconv.Itoa(call.Port)), call.path)
}

func standardPort(protocol string) int {
	if protocol == "TLS" {
		return 443
	}
	return 80
}

func bareHost(authority string) string {
	if host, _, err := net.SplitHostPort(authority); err == nil {
		return host
	}
	return authority
}

func redirectStatus(redirect *route.RedirectAction) uint32 {
	switch redirect.GetResponseCode() {
	case route.RedirectAction_FOUND:
		return 302
	case route.RedirectAction_SEE_OTHER:
		return 303
	case route.RedirectAction_TEMPORARY_REDIRECT:
		return 307
	case route.RedirectAction_PERMANENT_REDIRECT:
		return 308
	}
	return 301
}
