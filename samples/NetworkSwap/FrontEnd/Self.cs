// How to start this program again in another role.

using System.Diagnostics;
using System.Reflection;

namespace NetworkSwap.FrontEnd;

internal static class Self
{
    /// <summary>Start information for a child whose three standard streams are ours.</summary>
    public static ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
        var start = new ProcessStartInfo(host)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Started as "dotnet NetworkSwap.dll", the process is the shared host and has to be told the program again.
        if (Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        // A limit that was meant for someone else is not for our children.
        start.Environment.Remove("DOTNET_GCHeapHardLimit");
        start.Environment.Remove("DOTNET_GCHeapHardLimitPercent");
        return start;
    }
}
