// Package stdout keeps the process's stdout for the answers, and sends whatever else writes there to stderr.
//
// Istio's packages log to stdout while they initialize. This one comes before them: Go initializes packages in the order
// of their import paths once their imports are ready (go.dev/ref/spec, Program initialization), and it imports none of theirs.
package stdout

import (
	"os"
	"syscall"
)

// Answers is what stdout was when the process started.
var Answers = take()

func take() *os.File {
	fd, err := syscall.Dup(1)
	if err == nil {
		err = syscall.Dup2(2, 1)
	}
	if err != nil {
		panic(err)
	}
	return os.NewFile(uintptr(fd), "answers")
}
