// One run of the program: all configurations, and what is printed of them.
using MemallocKit.Soundness.Calls;
using MemallocKit.Soundness.Generating;
using MemallocKit.Soundness.Judging;

namespace MemallocKit.Soundness.Running;

/// <summary>Not thread-safe. Its folder goes away with it.</summary>
internal sealed class Session : IDisposable
{
    private readonly RunSettings _settings;
    private readonly TextWriter _output;
    private readonly string _folder = Directory.CreateTempSubdirectory("memallockit-soundness-").FullName;
    private readonly ChildProcess _child;
    private readonly Gate _gate;
    private readonly TextWriter? _details;
    private readonly List<Member> _written;
    private readonly List<Member> _generated;

    /// <param name="output">Told what came of it.</param>
    /// <param name="report">Told how far the work is.</param>
    public Session(RunSettings settings, TextWriter output, Action<string> report)
    {
        _settings = settings;
        _output = output;
        _written = [.. HandWritten.All.Select(c => new Member(c.Id, "", 0)).Where(Wanted)];
        _generated = [.. Catalogue.Read(Forbidden.BuiltIn()).Where(Wanted)];
        if (settings.Sample is { } size)
        {
            _generated = [.. new Random(settings.Seed).GetItems(_generated.ToArray(), size).Distinct()];
        }

        _details = settings.Details is null ? null : new StreamWriter(settings.Details);
        _child = new ChildProcess(_folder, Path.GetFullPath(settings.Table ?? TableSource.Computed(report)));
        _gate = new Gate(_child, Clients.HandWrittenCalls(), settings.Seed, settings.Parallel, report, _details);
    }

    /// <summary>Whether any call is wanted.</summary>
    public bool HasCalls => _written.Count + _generated.Count > 0;

    /// <summary>Runs everything; true if nothing broke.</summary>
    public bool Run()
    {
        _output.WriteLine($"seed {_settings.Seed} on {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        var usual = _child.Ask(Configuration.Optimised);
        var sound = true;
        foreach (var configuration in _settings.Configurations)
        {
            if (_child.Ask(configuration).Contradicts(configuration, usual) is { } wrong)
            {
                _output.WriteLine($"The runtime does not run as '{configuration.Name}' says ({configuration.Description}): {wrong}.");
                sound = false;
                continue;
            }

            sound &= Run(_written, written: true, configuration);
            sound &= Run(_generated, written: false, configuration);
        }

        return sound;
    }

    public void Dispose()
    {
        _details?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool Run(List<Member> members, bool written, Configuration configuration)
    {
        if (members.Count == 0)
        {
            return true;
        }

        var result = _gate.Run(members, written ? 1 : _settings.Sets, configuration);
        var tally = result.Tally;
        _output.WriteLine($"{configuration.Name}, {(written ? "by hand" : "generated")}: {tally}");
        Print("lost", tally.Lost);
        Print("not in the table", tally.Unlisted);
        Print("not repeated", result.Unrepeated.Select(v => v.ToString()));

        var explanations = Clients.Explain([.. result.Violations.Select(v => v.Member).Distinct()]);
        foreach (var violation in result.Violations)
        {
            var id = violation.Member.Id;
            var why = _gate.HandWritten.TryGetValue(id, out var client) ? client.Explanation : explanations.GetValueOrDefault(id, "");
            _output.WriteLine($"VIOLATION {violation}");
            _output.WriteLine("  " + why.ReplaceLineEndings("\n  "));
        }

        return IsPrecise(tally, written) && result.Violations.Count == 0;
    }

    // A part of the calls has a precision of its own.
    private bool IsPrecise(Tally tally, bool written)
    {
        if (_settings.Only.Length > 0)
        {
            return true;
        }

        var required = Precision.Required();
        if (required.Refuses(tally, written) is { } refusal)
        {
            _output.WriteLine($"PRECISION {refusal}");
            return false;
        }

        if (required.Raised(tally, written) is { } raised && (written || _settings.Sample is null))
        {
            _output.WriteLine($"  {raised}");
        }

        return true;
    }

    private void Print(string heading, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _output.WriteLine($"  {heading}: {line}");
        }
    }

    private bool Wanted(Member member) =>
        _settings.Only.Length == 0 || Array.Exists(_settings.Only, o => member.Id.StartsWith(o, StringComparison.Ordinal));
}
