// Assertions that hold: their text is made only when they fail, as that of a throw. As MemoryCalls.
#define DEBUG // Assertions are compiled in, in every configuration.
using System.Diagnostics;
using static MemallocKit.Analyzers.Tests.Summaries.CallData;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class AssertCalls
{
    public static void Texts()
    {
        Debug.Assert(Text.Length > 0);
        Debug.Assert(Text.Length > 0, "no text");
        Debug.Assert(Text.Length > 0, $"no text of {Text}, {Text,5}");
        Debug.Assert(Text.Length > 0, $"no text of {Int}", $"of {Text.AsSpan()}, {Text.AsSpan(),5}");
    }

    public static void Values()
    {
        Debug.Assert(Text.Length > 0, $"{Int}, {Int,5}, {Int:x}, {Int,5:x}");
        Debug.Assert(Text.Length > 0, $"{Text.AsSpan()}, {Identifier}");
    }
}
