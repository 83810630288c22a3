using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Builds an application out of resources.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Gets the configuration.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Gets the folder of the AppHost project.</summary>
    string AppHostDirectory { get; }

    /// <summary>Gets the assembly of the AppHost.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Gets the environment of the AppHost.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Gets the services of the AppHost.</summary>
    IServiceCollection Services { get; }

    /// <summary>Gets the events of the application.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>Gets whether the application is run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Gets the resources.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>A builder that configures it.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="DistributedApplicationException">There is a resource of that name.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Creates a builder for a resource without adding it.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>A builder that configures it.</returns>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource;

    /// <summary>Builds the application.</summary>
    /// <returns>The application.</returns>
    DistributedApplication Build();
}
