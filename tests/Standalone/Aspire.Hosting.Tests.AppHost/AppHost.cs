var builder = DistributedApplication.CreateBuilder(args);

builder.AddProject<Projects.Aspire_Hosting_Tests_Dummy>("server")
    .WithArgs("serve", "PORT")
    .WithHttpEndpoint(env: "PORT")
    .WithHttpHealthCheck("/");

builder.AddProject<Projects.Aspire_Hosting_Tests_Dummy>("tree")
    .WithArgs("children", "2");

builder.Build().Run();
