package editions_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/editions"
)

// page has the resource types of the API page of June 2023 with the ARN
// formats that it gives for each.
var page = map[string][]string{
	"AWS::CloudTrail::Channel":                 {"arn:<partition>:cloudtrail:<region>:<account_ID>:channel/<channel_UUID>"},
	"AWS::Cognito::IdentityPool":               {"arn:<partition>:cognito-identity:<region>:<account_ID>:identitypool/<identity_pool_ID>"},
	"AWS::DynamoDB::Stream":                    {"arn:<partition>:dynamodb:<region>:<account_ID>:table/<table_name>/stream/<date_time>"},
	"AWS::DynamoDB::Table":                     {"arn:<partition>:dynamodb:<region>:<account_ID>:table/<table_name>"},
	"AWS::EC2::Snapshot":                       {"arn:<partition>:ec2:<region>::snapshot/<snapshot_ID>"},
	"AWS::FinSpace::Environment":               {"arn:<partition>:finspace:<region>:<account_ID>:environment/<environment_ID>"},
	"AWS::Glue::Table":                         {"arn:<partition>:glue:<region>:<account_ID>:table/<database_name>/<table_name>"},
	"AWS::GuardDuty::Detector":                 {"arn:<partition>:guardduty:<region>:<account_ID>:detector/<detector_ID>"},
	"AWS::KendraRanking::ExecutionPlan":        {"arn:<partition>:kendra-ranking:<region>:<account_ID>:rescore-execution-plan/<rescore_execution_plan_ID>"},
	"AWS::Lambda::Function":                    {"arn:<partition>:lambda:<region>:<account_ID>:function:<function_name>"},
	"AWS::ManagedBlockchain::Node":             {"arn:<partition>:managedblockchain:<region>:<account_ID>:nodes/<node_ID>"},
	"AWS::S3::AccessPoint":                     {"arn:<partition>:s3:<region>:<account_ID>:accesspoint/<access_point_name>", "arn:<partition>:s3:<region>:<account_ID>:accesspoint/<access_point_name>/object/<object_path>"},
	"AWS::S3::Object":                          {"arn:<partition>:s3:::<bucket_name>/", "arn:<partition>:s3:::<bucket_name>/<object_path>/"},
	"AWS::S3ObjectLambda::AccessPoint":         {"arn:<partition>:s3-object-lambda:<region>:<account_ID>:accesspoint/<access_point_name>"},
	"AWS::S3Outposts::Object":                  {"arn:<partition>:s3-outposts:<region>:<account_ID>:<object_path>"},
	"AWS::SageMaker::ExperimentTrialComponent": {"arn:<partition>:sagemaker:<region>:<account_ID>:experiment-trial-component/<experiment_trial_component_name>"},
	"AWS::SageMaker::FeatureGroup":             {"arn:<partition>:sagemaker:<region>:<account_ID>:feature-group/<feature_group_name>"},
}

func TestPage(t *testing.T) {
	got := map[string][]string{}
	for name, facts := range at(t, load(t, older).Facts, "resource_types").(object) {
		got[name] = words(t, at(t, facts, "arn_formats"))
	}
	if diff := cmp.Diff(page, got); diff != "" {
		t.Errorf("types and formats (-page +facts):\n%s", diff)
	}
	for name, want := range page {
		if diff := cmp.Diff(want, words(t, at(t, load(t, newer).Facts, "resource_types", name, "arn_formats"))); diff != "" {
			t.Errorf("%s has other formats in the newer edition (-older +newer):\n%s", name, diff)
		}
	}
	for name, count := range map[string]int{older: 17, newer: 250} {
		if got := len(at(t, load(t, name).Facts, "resource_types").(object)); got != count {
			t.Errorf("%s has %d resource types, want %d", name, got, count)
		}
	}
}

func pattern(t testing.TB, facts any) *regexp.Regexp {
	t.Helper()
	text, ok := facts.(object)["arn_pattern"].(string)
	if !ok {
		t.Fatalf("%v has no pattern", facts)
	}
	return regexp.MustCompile(text)
}

// TestRealARNs has ARNs as they look in AWS's own documents, and near misses.
func TestRealARNs(t *testing.T) {
	const uuid = "EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE"
	arns := map[string]struct{ good, bad []string }{
		"AWS::CloudTrail::Channel": {
			[]string{"arn:aws:cloudtrail:us-east-1:123456789012:channel/01234567-89ab-cdef-0123-456789ABCDEF"},
			[]string{"arn:aws:cloudtrail:us-east-1:123456789012:channel/" + uuid, "arn:aws:cloudtrail:us-east-1:123456789012:eventdatastore/01234567-89ab-cdef-0123-456789abcdef"},
		},
		"AWS::Cognito::IdentityPool": {
			[]string{"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:1a1a1a1a-ffff-1111-9999-12345678abcd"},
			[]string{"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/1a1a1a1a-ffff-1111-9999-12345678abcd", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcdefghi"},
		},
		"AWS::DynamoDB::Stream": {
			[]string{"arn:aws:dynamodb:us-east-1:123456789012:table/books_table/stream/2015-05-11T21:21:33.291", "arn:aws:dynamodb:us-east-1:123456789012:table/a.b-c/stream/2015-05-11T21:21:33"},
			[]string{"arn:aws:dynamodb:us-east-1:123456789012:table/books_table", "arn:aws:dynamodb:us-east-1:123456789012:table/books_table/stream/2015-05-11", "arn:aws:dynamodb:us-east-1:123456789012:table/a!b/stream/2015-05-11T21:21:33.291"},
		},
		"AWS::DynamoDB::Table": {
			[]string{"arn:aws:dynamodb:eu-west-1:123456789012:table/Orders", "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/a_b.c-d"},
			[]string{"arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/index/ByDate", "arn:aws:dynamodb:eu-west-1:123456789012:table/*", "arn:aws:dynamodb:eu-west-1:123456789012:table:Orders", "arn:aws:dynamodb:eu-west-1:123456789012:Orders"},
		},
		"AWS::EC2::Snapshot": {
			[]string{"arn:aws:ec2:us-west-2::snapshot/snap-066877671789bd71b", "arn:aws:ec2:us-west-2::snapshot/snap-1a2b3c4d"},
			[]string{"arn:aws:ec2:us-west-2:123456789012:snapshot/snap-066877671789bd71b", "arn:aws:ec2:us-west-2::snapshot/vol-066877671789bd71b"},
		},
		"AWS::FinSpace::Environment": {
			[]string{"arn:aws:finspace:us-east-1:123456789012:environment/n3ceo7wqxoxcti5tujqwzs"},
			[]string{"arn:aws:finspace:us-east-1:123456789012:kxEnvironment/n3ceo7wqxoxcti5tujqwzs"},
		},
		"AWS::Glue::Table": {
			[]string{"arn:aws:glue:us-east-1:123456789012:table/sales/orders", "arn:aws:glue:us-east-1:123456789012:table/sales db/orders_2024"},
			[]string{"arn:aws:glue:us-east-1:123456789012:table/orders", "arn:aws:glue:us-east-1:123456789012:database/sales", "arn:aws:glue:us-east-1:123456789012:table/sales/"},
		},
		"AWS::GuardDuty::Detector": {
			[]string{"arn:aws:guardduty:us-east-1:123456789012:detector/12abc34d567e8fa901bc2d34e56789f0"},
			[]string{"arn:aws:guardduty:us-east-1:123456789012:detector/12abc34d567e8fa901bc2d34e56789f0/filter/x"},
		},
		"AWS::KendraRanking::ExecutionPlan": {
			[]string{"arn:aws:kendra-ranking:us-west-2:123456789012:rescore-execution-plan/1b2c3d4e-5f6a-7b8c-9d0e-1f2a3b4c5d6e"},
			[]string{"arn:aws:kendra:us-west-2:123456789012:rescore-execution-plan/1b2c3d4e-5f6a-7b8c-9d0e-1f2a3b4c5d6e"},
		},
		"AWS::Lambda::Function": {
			[]string{"arn:aws:lambda:us-west-2:123456789012:function:my-function", "arn:aws:lambda:us-west-2:123456789012:function:my-function:$LATEST", "arn:aws:lambda:us-west-2:123456789012:function:my-function:42", "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:prod"},
			[]string{"arn:aws:lambda:us-west-2:123456789012:function/my-function", "arn:aws:lambda:us-west-2:123456789012:function:*", "arn:aws:lambda:us-west-2:123456789012:layer:my-layer:1", "arn:aws:lambda:us-west-2:123456789012:function:f:1:2"},
		},
		"AWS::ManagedBlockchain::Node": {
			[]string{"arn:aws:managedblockchain:us-east-1:123456789012:nodes/nd-6EAJ5VA43JGGNPXOUZP7Y47E4Y"},
			[]string{"arn:aws:managedblockchain:us-east-1:123456789012:node/nd-6EAJ5VA43JGGNPXOUZP7Y47E4Y"},
		},
		"AWS::S3::AccessPoint": {
			[]string{"arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point", "arn:aws:s3:us-west-2:123456789012:accesspoint/ab", "arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point/object/a/b c.txt"},
			[]string{"arn:aws:s3:us-west-2:123456789012:accesspoint:my-access-point", "arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point/a.txt", "arn:aws:s3:::accesspoint/my-access-point", "arn:aws:s3:us-west-2:123456789012:accesspoint/My-Point"},
		},
		"AWS::S3::Object": {
			[]string{"arn:aws:s3:::my-bucket/", "arn:aws:s3:::my-bucket/dir/", "arn:aws:s3:::my-bucket/key.txt", "arn:aws:s3:::My.Old_Bucket/ä/*", "arn:aws:s3:::my-bucket//", "arn:aws:s3:::ab/"},
			[]string{"arn:aws:s3:::my-bucket", "arn:aws:s3:::*", "arn:aws:s3:us-east-1:123456789012:my-bucket/", "arn:aws:s3::123456789012:my-bucket/", "arn:aws:s3:::my bucket/", "arn:aws:s3:::/key", "s3://my-bucket/", "my-bucket/", ""},
		},
		"AWS::S3ObjectLambda::AccessPoint": {
			[]string{"arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/my-lambda-point"},
			[]string{"arn:aws:s3:us-west-2:123456789012:accesspoint/my-lambda-point", "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/-X-"},
		},
		"AWS::S3Outposts::Object": {
			[]string{"arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01ac5d28a6a232904/bucket/b/object/a.txt"},
			[]string{"arn:aws:s3-outposts:us-west-2:123456789012:", "arn:aws:s3-outposts:us-west-2:123456789012"},
		},
		"AWS::SageMaker::ExperimentTrialComponent": {
			[]string{"arn:aws:sagemaker:us-west-2:123456789012:experiment-trial-component/training-job-1"},
			[]string{"arn:aws:sagemaker:us-west-2:123456789012:experiment-trial/training-job-1", "arn:aws:sagemaker:us-west-2:123456789012:experiment-trial-component/-x", "arn:aws:sagemaker:us-west-2:123456789012:experiment-trial-component/x_y"},
		},
		"AWS::SageMaker::FeatureGroup": {
			[]string{"arn:aws:sagemaker:us-west-2:123456789012:feature-group/customers_v2"},
			[]string{"arn:aws:sagemaker:us-west-2:123456789012:feature-group/-customers", "arn:aws:sagemaker:us-west-2:123456789012:feature-group/" + strings.Repeat("a", 65)},
		},
	}
	for name := range page {
		c, ok := arns[name]
		if !ok {
			t.Errorf("no ARN of %s", name)
		}
		for _, edition := range editions.Names() {
			p := pattern(t, at(t, load(t, edition).Facts, "resource_types", name))
			for _, arn := range c.good {
				if !p.MatchString(arn) {
					t.Errorf("%s: %s refuses %s", edition, name, arn)
				}
			}
			for _, arn := range c.bad {
				if p.MatchString(arn) {
					t.Errorf("%s: %s takes %s", edition, name, arn)
				}
			}
		}
	}
}

// samples stand for placeholders that take only certain characters.
var samples = map[string]string{
	"account_ID": "111122223333", "region": "eu-west-1",
	"channel_UUID":     "01234567-89ab-cdef-0123-456789abcdef",
	"identity_pool_ID": "us-east-1:01234567-89ab-cdef-0123-456789abcdef",
	"date_time":        "2015-05-11T21:21:33.291", "snapshot_ID": "snap-0123456789abcdef0",
	"key_ID": "mrk-0123456789abcdef0123456789abcdef", "rest": "x/y:z", "object_path": "dir/key",
}

var (
	placeholder = regexp.MustCompile(`<([^>]*)>`)
	regions     = map[string]string{
		"aws": "ap-southeast-7", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-east-1", "aws-iso": "us-iso-west-1",
		"aws-iso-b": "us-isob-east-1", "aws-iso-e": "eu-isoe-west-1", "aws-iso-f": "us-isof-south-1", "aws-eusc": "eusc-de-east-1",
	}
)

func fill(format string, of map[string]string) string {
	return placeholder.ReplaceAllStringFunc(format, func(name string) string {
		name = strings.Trim(name, "<>")
		for _, values := range []map[string]string{of, samples} {
			if value, ok := values[name]; ok {
				return value
			}
		}
		return "abc"
	})
}

// TestPatterns fills each format of each type, and damages it.
func TestPatterns(t *testing.T) {
	another := map[string]bool{ // damaged so, it is an ARN of another format of the type
		"arn:aws:s3:::abc/": true,
		"arn:aws:s3-outposts:eu-west-1:111122223333:outpost/": true,
	}
	for _, edition := range editions.Names() {
		for name, facts := range at(t, load(t, edition).Facts, "resource_types").(object) {
			if len(formats(t, facts)) == 0 {
				continue
			}
			p := pattern(t, facts)
			for _, format := range formats(t, facts) {
				var wrong []string
				for partition, region := range regions {
					arn := fill(format, map[string]string{"partition": partition, "region": region})
					if !p.MatchString(arn) {
						t.Errorf("%s: %s refuses %s of %s", edition, name, arn, format)
					}
				}
				aws := map[string]string{"partition": "aws"}
				good := fill(format, aws)
				parts := strings.SplitN(good, ":", 6)
				for i, bad := range map[int][]string{
					0: {"", "ARN", "arn "},
					1: {"", "AWS", "aws-xx", "aws "},
					2: {"", "other", parts[2] + "x", "x" + parts[2], strings.ToUpper(parts[2])},
					3: {"eu-west", "eu-west-1a", "EU-WEST-1", "euwest1", "*", "eu-west-1 "},
					4: {"11112222333", "1111222233334", "1111-2222-3333", "abcdefghijkl", "*"},
				} {
					for _, value := range bad {
						damaged := slices.Clone(parts)
						damaged[i] = value
						wrong = append(wrong, strings.Join(damaged, ":"))
					}
				}
				wrong = append(wrong, " "+good, "x"+good, good+"\n", strings.Join(parts[:5], ":"))
				if last := placeholder.FindAllStringSubmatch(format, -1); strings.HasSuffix(format, ">") {
					tail := last[len(last)-1][1]
					wrong = append(wrong, fill(strings.TrimSuffix(format, "<"+tail+">"), aws))
					if tail != "rest" && tail != "object_path" {
						wrong = append(wrong, good+"/extra", good+"/")
					}
				}
				for _, arn := range wrong {
					if p.MatchString(arn) && !another[arn] {
						t.Errorf("%s: %s takes %q, made of %s", edition, name, arn, format)
					}
				}
			}
		}
	}
}

func TestPlaceholders(t *testing.T) {
	// Of these no more is known than that they are names.
	other := map[string][]string{
		older: nil,
		newer: strings.Fields(`KVS_name agent_ID alias_ID application_ID asset_ID certificate_ID channel_ID cluster_name component_name
			configuration_profile_ID connector_ID creation_time customization_ID data_store_ID datasource_ID deployment_ID device_ID
			domain_name endpoint_ID endpoint_name endpoint_type entity_ID graph_ID index_ID instance_ID keyspace_name knowledge_base_ID
			namespace_ID network_name profile_ID service_ID stream_name thing_ID timeseries_ID transformer_ID web_experience_ID
			workspace_ID workspace_name`),
	}
	for _, edition := range editions.Names() {
		facts := load(t, edition).Facts
		known := at(t, facts, "arn", "parts").(object)
		unknown := map[string]bool{}
		for name, typ := range at(t, facts, "resource_types").(object) {
			own, _ := typ.(object)["parts"].(object)
			used := map[string]bool{}
			for _, format := range formats(t, typ) {
				if strings.Count(format, ":") < 5 || !strings.HasPrefix(format, "arn:<partition>:") {
					t.Errorf("%s: %s of %s is no ARN", edition, format, name)
				}
				for _, found := range placeholder.FindAllStringSubmatch(format, -1) {
					used[found[1]] = true
					if known[found[1]] == nil && own[found[1]] == nil {
						unknown[found[1]] = true
					}
				}
				if strings.ContainsAny(placeholder.ReplaceAllString(format, ""), "<>{}*$ ") {
					t.Errorf("%s: %s of %s has a broken placeholder", edition, format, name)
				}
			}
			for part := range own {
				if !used[part] {
					t.Errorf("%s: no format of %s has its part %s", edition, name, part)
				}
			}
		}
		if diff := cmp.Diff(other[edition], slices.Sorted(maps.Keys(unknown))); diff != "" {
			t.Errorf("%s: placeholders that fall to other_part (-want +got):\n%s", edition, diff)
		}
	}
}

// TestParts compiles each pattern, and holds it to the words that say what it takes.
func TestParts(t *testing.T) {
	takes := map[string]struct{ good, bad []string }{
		"partition":  {slices.Collect(maps.Keys(regions)), []string{"", "AWS", "aws-", "amazon"}},
		"region":     {append(slices.Collect(maps.Values(regions)), "us-east-1", "us-gov-west-1", "mx-central-1", "il-central-1", "me-south-1", "af-south-1", "ca-west-1", "ap-northeast-3"), []string{"", "eu-west", "eu-west-1a", "us-east1", "US-EAST-1", "global", "e-west-1"}},
		"account_ID": {[]string{"000000000000", "123456789012"}, []string{"", "12345678901", "1234567890123", "12345678901a"}},
		"key_ID":     {[]string{"12345678-1234-1234-1234-123456789012", "mrk-1234abcd12ab34cd56ef1234567890ab"}, []string{"", "mrk-1234", "12345678123412341234123456789012"}},
	}
	for _, edition := range editions.Names() {
		facts := load(t, edition).Facts
		parts := maps.Clone(at(t, facts, "arn", "parts").(object))
		parts["other_part"] = at(t, facts, "arn", "other_part")
		for name, typ := range at(t, facts, "resource_types").(object) {
			own, _ := typ.(object)["parts"].(object)
			for part, fact := range own {
				parts[name+" "+part] = fact
			}
		}
		for name, fact := range parts {
			if says, _ := fact.(object)["says"].(string); says == "" {
				t.Errorf("%s: %s isn't said in words", edition, name)
			}
			p, err := regexp.Compile("^(?:" + at(t, fact, "pattern").(string) + ")$")
			if err != nil {
				t.Errorf("%s: %s: %v", edition, name, err)
				continue
			}
			if p.MatchString("") || p.MatchString("a\nb") {
				t.Errorf("%s: %s takes nothing, or a line break", edition, name)
			}
			for _, good := range takes[name].good {
				if !p.MatchString(good) {
					t.Errorf("%s: %s refuses %q", edition, name, good)
				}
			}
			for _, bad := range takes[name].bad {
				if p.MatchString(bad) {
					t.Errorf("%s: %s takes %q", edition, name, bad)
				}
			}
		}
	}
}

func TestKeys(t *testing.T) {
	const id = "12345678-1234-1234-1234-123456789012"
	const mrk = "mrk-1234abcd12ab34cd56ef1234567890ab"
	good := []string{
		id, mrk, strings.ToUpper("abcdef00-1234-1234-1234-123456789012"), "alias/MyAliasName", "alias/aws/cloudtrail", "alias/a-b_c/d",
		"arn:aws:kms:us-east-2:123456789012:key/" + id, "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/" + mrk,
		"arn:aws:kms:us-east-2:123456789012:alias/MyAliasName",
	}
	bad := []string{
		"", "MyAliasName", "alias/", "alias/a.b", "alias/a b", "Alias/a", "key/" + id, id[1:], id + "0", mrk + "0", "mrk-" + id,
		"arn:aws:kms:us-east-2:123456789012:" + id, "arn:aws:kms:us-east-2:123456789012:key/alias/x", "arn:aws:kms:us-east-2:123456789012:alias/",
		"arn:aws:kms::123456789012:key/" + id, "arn:aws:kms:us-east-2::key/" + id, "arn:aws:s3:us-east-2:123456789012:key/" + id,
		"arn:aws:kms:us-east-2:12345678901:key/" + id, "arn:aws:kms:us-east-2:123456789012:key/" + id + "/x", " " + id, id + "\n",
	}
	for _, edition := range editions.Names() {
		p := regexp.MustCompile(at(t, load(t, edition).Facts, "kms_key_id", "pattern").(string))
		for _, key := range good {
			if !p.MatchString(key) {
				t.Errorf("%s refuses %q", edition, key)
			}
		}
		for _, key := range bad {
			if p.MatchString(key) {
				t.Errorf("%s takes %q", edition, key)
			}
		}
	}
}
