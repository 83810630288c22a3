using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Pricing;

internal static class Converter
{
    private const decimal MaxAmount = 1_000_000_000_000m;

    /// <summary>Converts one amount or, with <c>amount</c> repeated, many in one call.</summary>
    public static Results<Ok<Conversion>, ValidationProblem> Convert(string[] amount, string? to, string from = "EUR")
    {
        Dictionary<string, string[]> errors = [];
        var amounts = amount.Select(text => Parse(text)).ToArray();
        if (amounts.Length == 0 || amounts.Contains(null))
        {
            errors["amount"] = ["Give at least one amount between 0 and 1000000000000, written as '12.50'."];
        }

        var source = Find(nameof(from), from, errors);
        var target = Find(nameof(to), to, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var converted = amounts.Select(value => new ConvertedAmount(value!.Value, source!.Convert(value.Value, target!)));
        return TypedResults.Ok(new Conversion(source!.Code, target!.Code, Math.Round(source.RateTo(target), 6), [.. converted]));
    }

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= MaxAmount ? value : null;

    private static Currency? Find(string parameter, string? code, Dictionary<string, string[]> errors)
    {
        if (code is not null && Currency.All.TryGetValue(code, out var currency))
        {
            return currency;
        }

        errors[parameter] = [$"Give one of {string.Join(", ", Currency.All.Keys.Order())}."];
        return null;
    }
}
