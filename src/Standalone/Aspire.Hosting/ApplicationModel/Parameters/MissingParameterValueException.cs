namespace Aspire.Hosting;

/// <summary>Thrown when the value of a parameter is asked for and there is none.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Says which configuration is missing.</param>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with its cause.</summary>
    /// <param name="message">Says which configuration is missing.</param>
    /// <param name="innerException">The cause.</param>
    public MissingParameterValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
