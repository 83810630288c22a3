using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Catalog.Api.Logging;

/// <summary>Writes each entry as one line of JSON, with the names that the JSON console of .NET uses and the trace it belongs to.</summary>
internal sealed class JsonFileLogger(string category, LogFile file, TimeProvider time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", time.GetUtcNow());
            json.WriteString("LogLevel", logLevel.ToString());
            json.WriteString("Category", category);
            json.WriteNumber("EventId", eventId.Id);
            json.WriteString("Message", formatter(state, exception));
            if (exception is not null)
            {
                json.WriteString("Exception", exception.ToString());
            }

            WriteTrace(json, Activity.Current);
            WriteState(json, state as IEnumerable<KeyValuePair<string, object?>>);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        Append(line.WrittenSpan);
    }

    // An entry that cannot be written must not fail the request that made it.
    private void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            file.Append(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"A log entry was lost. {exception.Message}");
        }
    }

    private static void WriteTrace(Utf8JsonWriter json, Activity? activity)
    {
        if (activity is not null)
        {
            json.WriteString("TraceId", activity.TraceId.ToHexString());
            json.WriteString("SpanId", activity.SpanId.ToHexString());
        }
    }

    private static void WriteState(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>>? state)
    {
        json.WriteStartObject("State");
        foreach (var (name, value) in state ?? [])
        {
            json.WritePropertyName(name);
            switch (value)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case bool flag:
                    json.WriteBooleanValue(flag);
                    break;
                case int number:
                    json.WriteNumberValue(number);
                    break;
                case double number when double.IsFinite(number):
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        json.WriteEndObject();
    }
}
