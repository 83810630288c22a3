using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Catalog.Api;

/// <summary>Asks the pricing sidecar. It may be away at any time: then there is no price, at once, and never an exception.</summary>
internal sealed partial class PricingClient(HttpClient http, ILogger<PricingClient> logger)
{
    public async Task<PriceConversion> ConvertAsync(IEnumerable<decimal> euros, string currency, CancellationToken cancellationToken)
    {
        if (http.BaseAddress is null)
        {
            LogUnavailable("The variable 'SIDECAR_PRICING_HTTP' is not set.");
            return new PriceConversion.Unavailable();
        }

        var amounts = string.Join('&', euros.Select(amount => string.Create(CultureInfo.InvariantCulture, $"amount={amount}")));
        try
        {
            using var response = await http.GetAsync(new Uri($"convert?{amounts}&from=EUR&to={Uri.EscapeDataString(currency)}", UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                return new PriceConversion.UnknownCurrency();
            }

            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            if (answer?.Amounts is { } converted)
            {
                return new PriceConversion.Converted([.. converted.Select(amount => amount.To)]);
            }

            LogUnavailable("Its answer holds no amounts.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnavailable(exception.Message);
        }

        return new PriceConversion.Unavailable();
    }

    [LoggerMessage(1, LogLevel.Warning, "Prices are missing: the pricing sidecar does not answer. {Reason}")]
    private partial void LogUnavailable(string reason);

    private sealed record Answer(IReadOnlyList<Amount>? Amounts);

    private readonly record struct Amount(decimal To);
}
