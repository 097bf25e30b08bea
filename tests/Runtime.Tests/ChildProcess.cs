// Runs a test's scenario in a process of its own: with other settings of the runtime, or to fill its heap.
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemallocKit.Runtime.Tests;

/// <summary>
/// The child is this program again, told by an environment variable to run a scenario before (and instead of) the test runner, whose
/// threads would disturb it. A scenario is a static method without parameters that runs on one thread; it fails by throwing.
/// </summary>
internal static class ChildProcess
{
    private const string Variable = "MEMALLOCKIT_TEST_SCENARIO";

    public static void Run(Action scenario, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment[Variable] = $"{scenario.Method.DeclaringType!.FullName}:{scenario.Method.Name}";

        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, $"Exit code {child.ExitCode}.\n{output}\n{error.Result}");
    }

    [ModuleInitializer]
    internal static void RunScenario()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(':') is not [var type, var method])
            return;
        try
        {
            Type.GetType(type, throwOnError: true)!
                .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
                .CreateDelegate<Action>()();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            Environment.Exit(1);
        }

        Environment.Exit(0);
    }
}
