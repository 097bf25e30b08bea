// A child process that ends when we do, however we end.

using System.Diagnostics;

namespace NetworkSwap.FrontEnd;

/// <summary>Holds the child's standard input open as its lifeline; disposing kills the child and all it started.</summary>
internal sealed class Child : IDisposable
{
    private const int MaxErrorLines = 40;

    private readonly Process _process;
    private readonly List<string> _errors = [];

    public Child(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("The child process was not started.");
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginErrorReadLine();
        _process.StandardInput.WriteLine(Lifeline.Greeting);
        _process.StandardInput.Flush();
    }

    /// <returns>The next line of output, or null at its end.</returns>
    public Task<string?> ReadLineAsync(CancellationToken cancellation) =>
        _process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellation);

    /// <summary>Kills the child if it is still running.</summary>
    /// <returns>Its exit code; 128 + n when signal n ended it.</returns>
    public int End(TimeSpan grace)
    {
        if (!_process.WaitForExit(grace))
            Kill();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>What it wrote to standard error, at most the first lines of it.</summary>
    public string[] Errors()
    {
        lock (_errors)
            return [.. _errors];
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            if (line is not null && _errors.Count < MaxErrorLines)
                _errors.Add(line);
        }
    }
}
