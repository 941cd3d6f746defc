// Reads streams of YAML as kubectl does: cut where apimachinery's YAMLReader cuts, each document by sigs.k8s.io/yaml, of the version that
// kubectl 1.32 has. Takes one JSON string a line, the stream in base64; gives one JSON array a line, of {"value": ...} and {"error": "..."}.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"unicode"

	"sigs.k8s.io/yaml"
)

type answer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		stream, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
		if err != nil {
			panic(err)
		}
		encoded, err := json.Marshal(documents(stream))
		if err != nil {
			panic(err)
		}
		out.Write(append(encoded, '\n'))
	}
}

// documents cuts where a line begins with "---". Such a line belongs to the document before which nothing stands.
func documents(stream []byte) []answer {
	answers := []answer{}
	var document []byte
	give := func() {
		if len(document) > 0 {
			answers = append(answers, read(document))
		}
		document = nil
	}
	for len(stream) > 0 {
		line := stream
		if end := bytes.IndexByte(stream, '\n'); end != -1 {
			line = stream[:end+1]
		}
		stream = stream[len(line):]
		if bytes.HasPrefix(line, []byte("---")) {
			if beside := strings.TrimSpace(string(line[3:])); beside != "" && beside[0] != '#' {
				give()
				// kubectl stops here; what follows is read for the comparison.
				answers = append(answers, answer{Error: "invalid separator"})
				skip(&stream)
				continue
			}
			if len(document) > 0 {
				give()
				continue
			}
		}
		document = append(document, bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))...)
		document = append(document, '\n')
	}
	give()
	return answers
}

// skip passes what belongs to the document whose separator is bad.
func skip(stream *[]byte) {
	for len(*stream) > 0 && !bytes.HasPrefix(*stream, []byte("---")) {
		end := bytes.IndexByte(*stream, '\n')
		if end == -1 {
			end = len(*stream) - 1
		}
		*stream = (*stream)[end+1:]
	}
}

func read(document []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: "panic"}
		}
	}()
	// kubectl reads what is JSON by Go's decoder of JSON, which knows other escapes.
	if bytes.HasPrefix(bytes.TrimLeftFunc(document, unicode.IsSpace), []byte("{")) && json.Valid(document) {
		return answer{Value: document}
	}
	value, err := yaml.YAMLToJSON(document)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: value}
}
