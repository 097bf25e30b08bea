// Finds the entry points of imported functions ahead of time.
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MemallocKit.Reserves.Priming;

/// <summary>Loads the library of a P/Invoke and looks its entry point up, which its first call would otherwise do.</summary>
internal static class Imports
{
    public static void Link(MethodBase method, bool isOwn, PrimeRun run)
    {
        if (OtherPlatform(method) is { } platform)
        {
            run.Skip(MemberNames.Of(method), $"it is an import for {platform} only");
            return;
        }

        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            run.Skip(MemberNames.Of(method), "imports of a program compiled ahead of time are bound by their first call; call it from a method with [MemallocPrime]");
            return;
        }

        try
        {
            Marshal.Prelink((MethodInfo)method);
            run.CountImport();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or MarshalDirectiveException)
        {
            var import = method.GetCustomAttribute<DllImportAttribute>();
            var message = $"cannot be bound: entry point '{import?.EntryPoint ?? method.Name}' of library '{import?.Value}'.";

            // Other libraries may have imports for cases that never come up here.
            if (isOwn)
                run.Fail($"The import '{MemberNames.Of(method)}' {message} Install the library, or mark the import with [SupportedOSPlatform] if it is not for this system. {e.Message}", e);
            else
                run.Skip(MemberNames.Of(method), "it " + message);
        }
    }

    /// <summary>The platforms that an import is declared for, if this is none of them.</summary>
    private static string? OtherPlatform(MethodBase method)
    {
        for (MemberInfo? member = method; member is not null; member = member.DeclaringType)
        {
            var platforms = member.GetCustomAttributes<SupportedOSPlatformAttribute>().Select(static attribute => attribute.PlatformName).ToList();
            if (platforms.Count > 0)
                return platforms.Exists(IsThis) ? null : string.Join(", ", platforms);
        }

        return null;
    }

    // Names may carry a version: windows10.0.
    private static bool IsThis(string platform) => OperatingSystem.IsOSPlatform(platform.TrimEnd('.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
}
