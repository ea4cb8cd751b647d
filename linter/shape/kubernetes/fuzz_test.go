package kubernetes_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/kubernetes"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func FuzzFind(f *testing.F) { shapetest.Fuzz(f, kubernetes.Shape{}.Find) }
