resource "aws_cloudtrail" "advanced" {
  name           = "advanced"
  s3_bucket_name = aws_s3_bucket.logs.id
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}

resource "aws_cloudtrail" "basic" {
  name                          = "basic"
  include_global_service_events = true
  event_selector {
    read_write_type                  = "WriteOnly"
    include_management_events        = "false"
    exclude_management_event_sources = ["kms.amazonaws.com"]
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3", "${aws_s3_bucket.logs.arn}/"]
    }
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_cloudtrail" "none" {
  name = "none"
}

resource "awscc_cloudtrail_trail" "other" {
  is_logging = true
  event_selectors = [{
    data_resources = [{ type = "AWS::S3::Object", values = ["arn:aws:s3"] }]
  }]
}
