// How an event is handed over: pointers to strings and numbers that stay on the stack.
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;

namespace MemallocKit.Diagnostics;

internal sealed unsafe partial class MemallocEventSource
{
    private const int MostFields = 6;

    /// <summary>Writes strings, then numbers, in the order of the event's parameters. Nothing without a reserve's name.</summary>
    [NonEvent]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Strings and numbers only.")]
    private void Write(int id, EventLevel level, EventKeywords keywords, string? reserve, string? text, scoped ReadOnlySpan<long> numbers)
    {
        if (reserve is null || !IsEnabled(level, keywords))
            return;

        var fields = stackalloc EventData[MostFields];
        var count = 0;
        fixed (char* reserveStart = reserve)
        fixed (char* textStart = text)
        fixed (long* firstNumber = numbers)
        {
            fields[count++] = String(reserveStart, reserve);
            if (text is not null)
                fields[count++] = String(textStart, text);
            for (var index = 0; index < numbers.Length; index++)
                fields[count++] = new EventData { DataPointer = (nint)(firstNumber + index), Size = sizeof(long) };
            WriteEventCore(id, count, fields);
        }
    }

    // With the null character that ends it, which every string has.
    [NonEvent]
    private static EventData String(char* start, string text) =>
        new() { DataPointer = (nint)start, Size = (text.Length + 1) * sizeof(char) };
}
