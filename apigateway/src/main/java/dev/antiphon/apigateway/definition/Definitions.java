package dev.antiphon.apigateway.definition;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import java.util.List;

/** The operations on definitions, and their tables. */
public final class Definitions {
    public List<Operation<?, ?>> operations() {
        return List.of(
                // APIs
                new CreateApi(),
                new DeleteApi(),
                new DeleteCorsConfiguration(),
                new ExportApi(),
                new GetApi(),
                new GetApis(),
                new ImportApi(),
                new ReimportApi(),
                new UpdateApi(),
                // Routes
                new CreateRoute(),
                new DeleteRoute(),
                new GetRoute(),
                new GetRoutes(),
                new UpdateRoute(),
                // Integrations
                new CreateIntegration(),
                new DeleteIntegration(),
                new GetIntegration(),
                new GetIntegrations(),
                new UpdateIntegration(),
                // Authorizers
                new CreateAuthorizer(),
                new DeleteAuthorizer(),
                new GetAuthorizer(),
                new GetAuthorizers(),
                new UpdateAuthorizer(),
                new ResetAuthorizersCache(),
                // Stages
                new CreateStage(),
                new DeleteAccessLogSettings(),
                new DeleteRouteSettings(),
                new DeleteStage(),
                new GetStage(),
                new GetStages(),
                new UpdateStage(),
                // Deployments
                new CreateDeployment(),
                new DeleteDeployment(),
                new GetDeployment(),
                new GetDeployments(),
                new UpdateDeployment(),
                // Custom domain names
                new CreateApiMapping(),
                new CreateDomainName(),
                new DeleteApiMapping(),
                new DeleteDomainName(),
                new GetApiMapping(),
                new GetApiMappings(),
                new GetDomainName(),
                new GetDomainNames(),
                new UpdateApiMapping(),
                new UpdateDomainName(),
                // Tags
                new GetTags(),
                new TagResource(),
                new UntagResource());
    }

    public void register(Registry registry) {
        registry.table(ApiTables.APIS);
        registry.table(ApiTables.ROUTES);
        registry.table(ApiTables.INTEGRATIONS);
        registry.table(ApiTables.AUTHORIZERS);
        registry.table(ApiTables.STAGES);
        registry.table(ApiTables.DEPLOYMENTS);
        registry.table(ApiTables.DOMAINS);
    }
}
