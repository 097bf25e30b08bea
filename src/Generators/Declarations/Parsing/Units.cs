// How units are written and named.
namespace MemallocKit.Declarations;

/// <summary>The attribute argument and the noun of each unit.</summary>
internal static class Units
{
    public static readonly string[] AmountArguments = ["Pages", "Bytes", "Objects"];

    public static string AmountArgument(this Unit unit) => unit switch
    {
        Unit.Pages => "Pages",
        Unit.Bytes => "Bytes",
        _ => "Objects",
    };

    public static string Noun(this Unit unit) => unit switch
    {
        Unit.Pages => "pages",
        Unit.Bytes => "bytes",
        _ => "objects",
    };
}
