package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// What goes between the processes are frames: four bytes, big endian, that say how
// many bytes of JSON follow.
//
// To the child goes first one setup, then tasks. It answers the setup and each task
// with one answer; before that, what rules print may come, as answers with Print.

// setup is what a child must know before all.
type setup struct {
	Modules  map[string]string
	Memory   uint64
	Answer   int
	Findings int
	Trace    bool
}

// task is one evaluation.
type task struct {
	Rules []string         // package names below edslint.rules
	Of    string           // each rule's `findings` or `summary`
	Key   string           // which data
	Data  *json.RawMessage `json:",omitempty"` // under Key, where the child doesn't have it yet
	Input json.RawMessage
	Time  int64 // in nanoseconds, until the child itself gives up
}

// answer is what a child has to say.
type answer struct {
	Print *printed       `json:",omitempty"`
	Error string         `json:",omitempty"` // why there are no findings
	Over  bool           `json:",omitempty"` // whether the error is that the time was over
	Found map[string]any `json:",omitempty"` // a rule's package name → what was asked for
}

// printed is what a rule prints.
type printed struct{ Place, Text string }

// errTooMuch is of an answer that is larger than it may be.
var errTooMuch = errors.New("more was said of one request than can be read")

func writeFrame(w io.Writer, message any) error {
	text, err := json.Marshal(message)
	if err != nil {
		return err
	}
	return writeText(w, text)
}

// writeText writes a frame at once, so that half of one is seldom on its way.
func writeText(w io.Writer, text []byte) error {
	if uint64(len(text)) > 1<<32-1 {
		return errTooMuch
	}
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(text)), uint32(len(text)))
	_, err := w.Write(append(frame, text...))
	return err
}

// readFrame reads a frame of at most so many bytes. io.EOF says that there is none.
// Memory is taken as bytes come, not as a length promises them.
func readFrame(r io.Reader, most int) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	size := int64(binary.BigEndian.Uint32(head[:]))
	if size > int64(most) {
		return nil, errTooMuch
	}
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(r, size)); err != nil {
		return nil, err
	} else if n < size {
		return nil, io.ErrUnexpectedEOF
	}
	return text.Bytes(), nil
}

// Bounds of an answer beyond its size, since a byte of JSON can take a hundred in
// memory.
const (
	mostValues  = 1_000_000
	mostNesting = 100
)

// readAnswer reads an answer and says how many bytes it had.
func readAnswer(r io.Reader, most int) (answer, int, error) {
	var a answer
	text, err := readFrame(r, most)
	if err != nil {
		return a, 0, err
	}
	if err := bounded(text); err != nil {
		return a, 0, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&a); err != nil {
		return a, 0, fmt.Errorf("the answer is not as it should be: %w", err)
	}
	if decoder.InputOffset() != int64(len(text)) {
		return a, 0, errors.New("the answer is not as it should be: more follows behind it")
	}
	return a, len(text), nil
}

// bounded counts the values of a JSON text and how deep they are nested, before
// memory is taken for them.
func bounded(text []byte) error {
	values, depth, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			values++
		case c == ']' || c == '}':
			depth--
		case c == ',':
			values++
		}
		if values > mostValues || depth > mostNesting {
			return errTooMuch
		}
	}
	return nil
}
