package pulumi_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/pulumi"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func TestGolden(t *testing.T) { shapetest.Golden(t, pulumi.Shape{}.Find) }
