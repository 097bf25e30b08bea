// Writes a property of a context that gives a reserve.
using System.Globalization;
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>Instance properties, so that what a context may charge is at hand where it is entered, and nowhere else.</summary>
internal static class ContextReserveEmitter
{
    public static void Emit(CodeWriter writer, ContextReserve reserve)
    {
        var amount = reserve.Amount.ToString(CultureInfo.InvariantCulture);
        var place = reserve.Place.Length == 0 ? "" : $" In <c>{EmittedCode.Xml(reserve.Place)}</c>.";
        EmittedCode.Member(
            writer,
            $"<c>{EmittedCode.Xml(reserve.Name)}</c>, counted in {reserve.Unit.Noun()}; declared with {amount}.{place}",
            $"{reserve.Accessibility} {reserve.Type} {reserve.Property} => {reserve.Expression};");
    }
}
