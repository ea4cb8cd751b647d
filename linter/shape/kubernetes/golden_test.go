package kubernetes_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/kubernetes"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func TestGolden(t *testing.T) { shapetest.Golden(t, kubernetes.Shape{}.Find) }
