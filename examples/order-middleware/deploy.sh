#!/usr/bin/env bash
# Deploys the order middleware with the AWS CLI, as one would on AWS.
#
#   deploy.sh [NEIGHBOURS]      where stores, partners, couriers and the accounting are; http://127.0.0.1:8081 if not said
#
#   AWS_ENDPOINT_URL            the server; http://127.0.0.1:4566 if not said
#   NAME                        begins the names of everything; middleware if not said
#   STORES                      which stores have a queue; three of the menu's if not said
#   SECRET                      what partners' tokens are signed with; made up if not said
#   JACKSON                     a folder with jackson-core, -databind and -annotations, for the function in Java; without it and
#                               a JDK nobody writes invoices
#
# Prints the address of the API and the secret, as lines that a shell can read.
set -euo pipefail
shopt -s inherit_errexit

neighbours=${1:-http://127.0.0.1:8081}
name=${NAME:-middleware}
stores=${STORES:-berlin-mitte leipzig-plagwitz paris-bastille}
secret=${SECRET:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}
export AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://127.0.0.1:4566}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1}
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_PAGER= AWS_DEFAULT_OUTPUT=text

here=$(cd "$(dirname "$0")" && pwd)
jackson=${JACKSON:-$here/../../server/target/antiphon/lib}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Not every version takes the address from the environment for every service.
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }

say() { echo "$*" >&2; }

account=$(aws sts get-caller-identity --query Account)
role=arn:aws:iam::$account:role/$name

# queue NAME [ATTRIBUTES]: makes a queue and prints its ARN.
queue() {
  aws sqs create-queue --queue-name "$name-$1" ${2:+--attributes "$2"} > /dev/null
  echo "arn:aws:sqs:$AWS_DEFAULT_REGION:$account:$name-$1"
}

# archive FUNCTION FILE...: makes the archive of a function.
archive() {
  local function=$1
  shift
  (cd "$here/functions/$function" && python3 -m zipfile -c "$work/$function.zip" "$@")
}

# lambda FUNCTION RUNTIME HANDLER [VARIABLES]: makes a function of its archive and prints its ARN.
lambda() {
  aws lambda create-function --function-name "$name-$1" --runtime "$2" --handler "$3" --zip-file "fileb://$work/$1.zip" \
    --role "$role" --timeout 30 --memory-size 256 ${4:+--environment "Variables={$4}"} --query FunctionArn
}

# rule BUS NAME PATTERN TARGET: the target is JSON without its id.
rule() {
  aws events put-rule --event-bus-name "$1" --name "$2" --event-pattern "$3" > /dev/null
  aws events put-targets --event-bus-name "$1" --rule "$2" --targets "[{\"Id\": \"target\", $4}]" > /dev/null
}

say "functions"
archive adapter index.mjs formats
archive validation validation.py menu.json
archive authorizer index.mjs
archive callback callback.py
adapter=$(lambda adapter nodejs22.x index.handler)
validation=$(lambda validation python3.13 validation.handler)
authorizer=$(lambda authorizer nodejs22.x index.handler "SECRET=$secret")
callback=$(lambda callback python3.13 callback.handler)
for function in "$authorizer" "$callback"; do
  aws lambda add-permission --function-name "$function" --statement-id api --action lambda:InvokeFunction \
    --principal apigateway.amazonaws.com > /dev/null
done

say "bus, topic and queues"
aws events create-event-bus --name "$name" > /dev/null
released='"source": ["orders"], "detail-type": ["OrderReleased"]'
for store in $stores; do
  fulfilment=$(queue "$store.fifo" FifoQueue=true,ContentBasedDeduplication=true)
  rule "$name" "fulfil-$store" "{$released, \"detail\": {\"data\": {\"store\": [\"$store\"]}}}" \
    "\"Arn\": \"$fulfilment\", \"SqsParameters\": {\"MessageGroupId\": \"$store\"}"
done
topic=$(aws sns create-topic --name "$name-orders" --query TopicArn)
analytics=$(queue analytics)
aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$analytics" \
  --attributes RawMessageDelivery=true > /dev/null
rule "$name" news '{"source": ["orders"], "detail-type": [{"prefix": "Order"}]}' "\"Arn\": \"$topic\""

say "invoicing"
invoices=$(queue invoicing VisibilityTimeout=60)
rule "$name" invoice "{$released, \"detail\": {\"data\": {\"payment\": [\"invoice\"]}}}" "\"Arn\": \"$invoices\""
libraries=("$jackson"/jackson-{core,databind,annotations}-*.jar)
if command -v javac > /dev/null && [ -e "${libraries[0]}" ]; then
  mkdir -p "$work/invoicing/lib"
  cp "${libraries[@]}" "$work/invoicing/lib"
  javac --release 21 -proc:none -cp "$work/invoicing/lib/*" -d "$work/invoicing" "$here/functions/invoicing/Invoicing.java"
  (cd "$work/invoicing" && python3 -m zipfile -c "$work/invoicing.zip" lib orders)
  invoicing=$(lambda invoicing java21 orders.Invoicing::handleRequest "ACCOUNTING=$neighbours")
  # An event that comes twice, be it by a repeated call or a second consumer, makes one call of the accounting.
  aws lambda create-event-source-mapping --function-name "$invoicing" --event-source-arn "$invoices" \
    --batch-size 10 --function-response-types ReportBatchItemFailures --scaling-config MaximumConcurrency=2 \
    --tags antiphon:idempotency-key=detail.metadata.idempotency-key > /dev/null
else
  say "  no JDK or no Jackson: invoices stay in their queue"
fi

say "workflows"
connection=$(aws events create-connection --name "$name" --authorization-type API_KEY --query ConnectionArn \
  --auth-parameters 'ApiKeyAuthParameters={ApiKeyName=x-api-key,ApiKeyValue=middleware}')

# machine NAME TYPE: fills in what the definition leaves open, makes the machine and prints its ARN.
machine() {
  sed -e "s|\${adapter}|$adapter|g" -e "s|\${validation}|$validation|g" -e "s|\${bus}|$name|g" \
    -e "s|\${connection}|$connection|g" -e "s|\${stores}|$neighbours|g" -e "s|\${partners}|$neighbours|g" \
    -e "s|\${order}|${order:-}|g" "$here/workflows/$1.asl.json" > "$work/$1.json"
  aws stepfunctions create-state-machine --name "$name-$1" --type "$2" --role-arn "$role" \
    --definition "file://$work/$1.json" --query stateMachineArn
}
order=$(machine order STANDARD)
intake=$(machine intake EXPRESS)

# received RULE SOURCES PATH: starts a workflow for what partners send, whose orders have their ids there.
received() {
  rule "$name" "$1" "{\"source\": $2, \"detail-type\": [\"OrderReceived\"]}" "\"Arn\": \"$intake\", \"RoleArn\": \"$role\",
    \"InputTransformer\": {
      \"InputPathsMap\": {\"id\": \"$3\", \"partner\": \"\$.source\", \"event\": \"\$.id\", \"payload\": \"\$.detail\"},
      \"InputTemplate\": \"{\\\"order\\\": \\\"<partner>-<id>\\\", \\\"partner\\\": <partner>, \\\"event\\\": <event>, \\\"payload\\\": <payload>}\"}"
}
received received-quickspoon '["quickspoon"]' '$.detail.orderId'
received received-velo '["velo-velo"]' '$.detail.order.ref'
received received '[{"anything-but": ["quickspoon", "velo-velo"]}]' '$.detail.id'
dead_orders=$(queue dead-orders)
dead_requests=$(queue dead-requests)
rule default "$name-failed" "{\"source\": [\"aws.states\"], \"detail-type\": [\"Step Functions Execution Status Change\"],
  \"detail\": {\"stateMachineArn\": [\"$order\"], \"status\": [\"FAILED\", \"TIMED_OUT\", \"ABORTED\"]}}" \
  "\"Arn\": \"$dead_orders\""
# As JSON, for one version of the CLI takes a parameter that is a URL for the place of its value.
couriers=$(aws events create-api-destination --query ApiDestinationArn --cli-input-json "{\"Name\": \"$name\",
  \"ConnectionArn\": \"$connection\", \"HttpMethod\": \"POST\", \"InvocationEndpoint\": \"$neighbours/drivers\"}")
rule "$name" drivers '{"source": ["orders"], "detail-type": ["DriverRequested"]}' \
  "\"Arn\": \"$couriers\", \"RoleArn\": \"$role\", \"InputPath\": \"\$.detail.data\",
   \"DeadLetterConfig\": {\"Arn\": \"$dead_requests\"},
   \"RetryPolicy\": {\"MaximumRetryAttempts\": 100, \"MaximumEventAgeInSeconds\": 3600}"

say "API"
api=$(aws apigatewayv2 create-api --name "$name" --protocol-type HTTP --query ApiId)
gate=$(aws apigatewayv2 create-authorizer --api-id "$api" --name partners --authorizer-type REQUEST \
  --authorizer-uri "arn:aws:apigateway:$AWS_DEFAULT_REGION:lambda:path/2015-03-31/functions/$authorizer/invocations" \
  --authorizer-payload-format-version 2.0 --enable-simple-responses --authorizer-result-ttl-in-seconds 300 \
  --identity-source '$request.header.Authorization' --query AuthorizerId)

# route KEY INTEGRATION
route() {
  aws apigatewayv2 create-route --api-id "$api" --route-key "$1" --target "integrations/$2" \
    --authorization-type CUSTOM --authorizer-id "$gate" > /dev/null
}
to_the_bus=$(aws apigatewayv2 create-integration --api-id "$api" --integration-type AWS_PROXY \
  --integration-subtype EventBridge-PutEvents --payload-format-version 1.0 --credentials-arn "$role" \
  --request-parameters "{\"EventBusName\": \"$name\", \"Source\": \"\$context.authorizer.partner\",
    \"DetailType\": \"OrderReceived\", \"Detail\": \"\$request.body\"}" --query IntegrationId)
to_the_function=$(aws apigatewayv2 create-integration --api-id "$api" --integration-type AWS_PROXY \
  --payload-format-version 2.0 --integration-uri "$callback" --query IntegrationId)
route "POST /orders" "$to_the_bus"
route "POST /callbacks" "$to_the_function"
aws apigatewayv2 create-stage --api-id "$api" --stage-name live --auto-deploy > /dev/null

echo "API=$AWS_ENDPOINT_URL/_aws/execute-api/$api/live"
echo "SECRET=$secret"
