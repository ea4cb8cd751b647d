package report

import (
	"bytes"
	"encoding/xml"
)

// encodeXML returns v as an indented XML document. What XML can't hold must have
// been made visible.
func encodeXML(v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
