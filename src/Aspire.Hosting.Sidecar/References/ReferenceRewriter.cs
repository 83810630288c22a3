using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.References;

/// <summary>
/// Rewrites the endpoints in a value as one consumer reaches them. A value in which nothing changes is handed back as the same object, because environments treat some kinds specially.
/// </summary>
internal sealed class ReferenceRewriter(Func<EndpointReference, ReachableAddress?> reach)
{
    /// <summary>
    /// Rewrites all arguments and variables of a resource, by callbacks that are the last now.
    /// </summary>
    public void Attach(IResource consumer)
    {
        consumer.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            foreach (var (name, value) in context.EnvironmentVariables.ToArray())
            {
                context.EnvironmentVariables[name] = Rewrite(value);
            }
        }));
        consumer.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments =>
        {
            for (var index = 0; index < arguments.Count; index++)
            {
                arguments[index] = Rewrite(arguments[index]);
            }
        }));
    }

    public object Rewrite(object value) => value switch
    {
        EndpointReference endpoint => reach(endpoint) is { } address ? address[EndpointProperty.Url] : value,
        EndpointReferenceExpression property => reach(property.Endpoint) is { } address && ReachableAddress.Has(property.Property) ? address[property.Property] : value,
        ReferenceExpression expression => Rewrite(expression),
        ParameterResource => value,
        IResourceBuilder<IResource> builder => Rewrite(builder.Resource) is var rewritten && ReferenceEquals(rewritten, builder.Resource) ? value : rewritten,
        ConnectionStringReference reference => RewriteWithin(reference.Resource.ConnectionStringExpression, value),
        IResourceWithConnectionString resource => RewriteWithin(resource.ConnectionStringExpression, value),
        _ => value,
    };

    private object RewriteWithin(ReferenceExpression expression, object whole) =>
        Rewrite(expression) is var rewritten && ReferenceEquals(rewritten, expression) ? whole : rewritten;

    private ReferenceExpression Rewrite(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            var (whenTrue, whenFalse) = (Rewrite(expression.WhenTrue!), Rewrite(expression.WhenFalse!));
            return ReferenceEquals(whenTrue, expression.WhenTrue) && ReferenceEquals(whenFalse, expression.WhenFalse)
                ? expression
                : ReferenceExpression.CreateConditional(expression.Condition!, expression.MatchValue!, whenTrue, whenFalse);
        }

        object[] values = [.. expression.ValueProviders.Select(Rewrite)];
        return values.Zip(expression.ValueProviders).All(pair => ReferenceEquals(pair.First, pair.Second)) ? expression : Rebuild(expression, values);
    }

    /// <summary>Returns the expression with other values in the places of its own.</summary>
    public static ReferenceExpression Rebuild(ReferenceExpression expression, IReadOnlyList<object> values)
    {
        var builder = new ReferenceExpressionBuilder();
        foreach (var piece in FormatPiece.Split(expression.Format))
        {
            if (piece.Index is { } index)
            {
                builder.AppendValueProvider(values[index], expression.StringFormats[index]);
            }
            else
            {
                // As it stands in the format, with doubled braces: the builder does not double them.
                builder.AppendLiteral(piece.Text);
            }
        }

        return builder.Build();
    }
}
