package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// write writes n request files of 1 to 3 kB, a hundred to a folder, the same ones
// each time; one in forty has a fault. Their names and tags differ, and their selectors
// are of so many kinds.
func write(dir string, n, kinds int) error {
	for i, place := range rand.New(rand.NewPCG(2026, 11)).Perm(n) {
		r := rand.New(rand.NewPCG(2026, uint64(i%kinds)))
		folder := filepath.Join(dir, fmt.Sprintf("%02d", place/100))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("could not make the folder: %w", err)
		}
		text, err := json.MarshalIndent(request(r, i), "", "  ")
		if err != nil {
			return fmt.Errorf("could not write the request: %w", err)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.json", place)), text, 0o644); err != nil {
			return fmt.Errorf("could not write the request: %w", err)
		}
	}
	return nil
}

type object = map[string]any

func statement(field, operator string, values ...string) object {
	return object{"Field": field, operator: values}
}

func request(r *rand.Rand, i int) object {
	selectors := []object{{"Name": "what is changed", "FieldSelectors": []object{
		statement("eventCategory", "Equals", "Management"),
		statement("readOnly", "Equals", "false"),
		statement("eventSource", "NotEquals", "kms.amazonaws.com", "rdsdata.amazonaws.com"),
	}}}
	for range 1 + r.IntN(4) {
		statements := []object{statement("eventCategory", "Equals", "Data")}
		switch r.IntN(3) {
		case 0:
			var beginnings []string
			for range 1 + r.IntN(5) {
				beginnings = append(beginnings, fmt.Sprintf("arn:aws:s3:::bucket-%d/logs/", r.IntN(1_000_000)))
			}
			statements = append(statements, statement("resources.type", "Equals", "AWS::S3::Object"), statement("resources.ARN", "StartsWith", beginnings...))
		case 1:
			statements = append(statements, statement("resources.type", "Equals", "AWS::Lambda::Function"),
				statement("resources.ARN", "Equals", fmt.Sprintf("arn:aws:lambda:eu-west-1:111122223333:function:f-%d", r.IntN(1_000_000))))
		default:
			statements = append(statements, statement("resources.type", "Equals", "AWS::DynamoDB::Table"),
				statement("eventName", "Equals", "DeleteItem", "PutItem"), statement("readOnly", "Equals", "false"))
		}
		selectors = append(selectors, object{"Name": fmt.Sprintf("data %d", r.IntN(1000)), "FieldSelectors": statements})
	}
	request := object{
		"Name": fmt.Sprintf("store-%04d", i), "AdvancedEventSelectors": selectors, "MultiRegionEnabled": true, "OrganizationEnabled": false,
		"RetentionPeriod": []int{90, 365, 2557}[r.IntN(3)], "TerminationProtectionEnabled": true,
		"KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
		"TagsList": []object{{"Key": "team", "Value": "security"}, {"Key": "cost", "Value": fmt.Sprint(i)}},
	}
	if i%40 == 0 {
		request["RetentionPeriod"] = 5000
	}
	return request
}
