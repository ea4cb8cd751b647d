package cloudformation_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/cloudformation"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func TestGolden(t *testing.T) { shapetest.Golden(t, cloudformation.Shape{}.Find) }
