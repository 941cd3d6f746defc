package oracle

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"testing"

	"cdk8s-speedscale.dev/oracle/stdout"

	istiolog "istio.io/istio/pkg/log"
)

// Set by `build`.
var (
	istioVersion string
	crdFile      string
)

func TestMain(m *testing.M) {
	for _, scope := range istiolog.Scopes() {
		scope.SetOutputLevel(istiolog.NoneLevel)
	}
	os.Exit(m.Run())
}

// TestOracle answers each line of stdin. It is a test because Istio's simulator runs in one.
func TestOracle(t *testing.T) {
	admission, err := NewAdmission(crdFile)
	if err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(stdout.Answers)
	out.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			answer := answerLine(t, line, admission)
			if err := out.Encode(answer); err != nil {
				t.Fatal(err)
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func answerLine(t *testing.T, line []byte, admission *Admission) (answer Answer) {
	var request Request
	if err := json.Unmarshal(line, &request); err != nil {
		return Answer{Istio: istioVersion, Fatal: err.Error()}
	}
	t.Run(request.ID, func(t *testing.T) {
		answer = Decide(t, request, admission, istioVersion)
	})
	return answer
}
