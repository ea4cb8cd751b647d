package worker

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func framed(text string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(text))), text...)
}

func TestReadAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		bytes []byte
		says  string
	}{
		"nothing":          {nil, "EOF"},
		"half a length":    {[]byte{0, 0}, "unexpected EOF"},
		"half an answer":   {framed(`{"Found": {}}`)[:8], "unexpected EOF"},
		"too long":         {framed(strings.Repeat(" ", 5000)), errTooMuch.Error()},
		"empty":            {framed(""), "not as it should be: EOF"},
		"no JSON":          {framed("findings"), "not as it should be: invalid character"},
		"two":              {framed("{} {}"), "more follows"},
		"another member":   {framed(`{"Exec": "rm"}`), "unknown field"},
		"another type":     {framed(`{"Found": []}`), "cannot unmarshal array"},
		"nested":           {framed(`{"Found": {"a": ` + strings.Repeat("[", 101) + strings.Repeat("]", 101) + `}}`), errTooMuch.Error()},
		"brackets in text": {framed(`{"Found": {"a": ["\"` + strings.Repeat("[", 200) + `"]}}`), ""},
		"whole":            {framed(`{"Found": {"a": [{"at": ["Name", 1]}]}}`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readAnswer(bytes.NewReader(c.bytes), 4000)
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v\nwant %q", err, c.says)
			}
		})
	}
}

func FuzzReadAnswer(f *testing.F) {
	for _, text := range []string{"", "{}", `{"Found":{"a":[{"at":["Name",1],"message":"x"}]}}`, `{"Error":"x","Over":true}`, `{"Print":{"Place":"a:1","Text":"\u001b"}}`, "[[[["} {
		f.Add(framed(text))
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, text []byte) {
		const most = 1 << 16
		r := bytes.NewReader(text)
		a, n, err := readAnswer(r, most)
		if err != nil {
			return
		}
		if n > most || len(text)-r.Len() != n+4 {
			t.Fatalf("%d bytes of %d were read as %d", len(text)-r.Len(), len(text), n)
		}
		var again bytes.Buffer
		if err := writeFrame(&again, a); err != nil {
			t.Fatal(err)
		}
		b, _, err := readAnswer(&again, 10*most)
		if diff := cmp.Diff(a, b); err != nil || diff != "" {
			t.Fatalf("%v\n%s", err, diff)
		}
		(&evaluation{Pool: New(specOf(t, nil), Limits{})}).add([]string{"good"}, a.Found)
	})
}

func TestSpend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := within(t.Context(), 5*time.Second)
		defer cancel()
		time.Sleep(4900*time.Millisecond + time.Nanosecond)
		if ctx.Err() != nil {
			t.Fatal("the time was over too soon")
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if ctx.Err() == nil {
			t.Error("the time isn't over")
		}
	})
}

// stalling is a stream that stands still.
type stalling struct{}

func (stalling) Read([]byte) (int, error) { return 0, io.ErrNoProgress }

func TestReadFrameStalls(t *testing.T) {
	if _, err := readFrame(stalling{}, 10); !errors.Is(err, io.ErrNoProgress) {
		t.Error(err)
	}
}

func TestMainEnds(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		code int
		says string
	}{
		"nothing":      {"", exitDone, ""},
		"half a frame": {"what is this?", exitDone, ""},
		"no setup":     {string(framed("[]")), exitFailed, "could not read what to set up"},
	} {
		t.Run(name, func(t *testing.T) {
			in, feed := io.Pipe()
			go func() {
				io.WriteString(feed, c.in)
				if c.code == exitDone {
					feed.Close()
				}
			}()
			var out, said beginning
			if code := Main(in, &out, &said); code != c.code || out.String() != "" || !strings.Contains(said.String(), c.says) {
				t.Errorf("code %d, printed %q and %q", code, out.String(), said.String())
			}
		})
	}
}

func TestWatchMemory(t *testing.T) {
	full := make(chan bool, 1)
	var held [][]byte
	go watchMemory(256<<20, func() { full <- true })
	for len(held) < 100 {
		select {
		case <-full:
			if len(held) < 5 {
				t.Errorf("full at %d of 10 MiB each", len(held))
			}
			return
		case <-time.After(30 * time.Millisecond):
		}
		held = append(held, bytes.Repeat([]byte{1}, 10<<20))
	}
	t.Errorf("%d of 10 MiB each, and it isn't full", len(held))
}
