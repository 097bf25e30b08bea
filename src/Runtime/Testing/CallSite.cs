// Where an allocation was made, as text.
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MemallocKit.Testing;

/// <summary>The frames of a stack that are the user's: from the first outside of this library to the next inside of it.</summary>
internal static class CallSite
{
    private const int MostFrames = 8;

    private static readonly string? s_ownAssembly = typeof(CallSite).Assembly.FullName;

    /// <summary>The stack of the caller. Costs some 100 microseconds: for tests only.</summary>
    public static StackTrace Capture() => new(skipFrames: 1, fNeedFileInfo: true);

    /// <summary>A line a frame, indented, without a line feed at the end.</summary>
    public static string Describe(StackTrace trace)
    {
        var text = new StringBuilder();
        var frames = 0;
        for (var index = 0; index < trace.FrameCount && frames < MostFrames; index++)
        {
            var frame = trace.GetFrame(index)!;

            // The name alone would do under AOT too, where methods cannot be had from frames.
            var method = DiagnosticMethodInfo.Create(frame);
            if (method is null)
                continue;
            if (method.DeclaringAssemblyName == s_ownAssembly)
            {
                if (frames > 0)
                    break;
                continue;
            }

            if (frames++ > 0)
                text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"    at {method.DeclaringTypeName}.{method.Name}");
            if (frame.GetFileName() is { } file)
                text.Append(CultureInfo.InvariantCulture, $" in {file}:line {frame.GetFileLineNumber()}");
        }

        return frames > 0 ? text.ToString() : "    at an unknown place";
    }
}
