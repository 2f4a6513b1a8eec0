"""Validates the parameters of calls to AWS Batch, JSON on the standard input as {"SubmitJob": {…}}, by the service's own model in botocore."""
import json
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

service = ServiceModel(Loader().load_service_model("batch", "service-2"))
for operation, parameters in json.load(sys.stdin).items():
    report = ParamValidator().validate(parameters, service.operation_model(operation).input_shape)
    if report.has_errors():
        sys.exit(f"{operation}: {report.generate_report()}")
