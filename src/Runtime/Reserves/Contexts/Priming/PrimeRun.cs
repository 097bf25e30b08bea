// The outcome of one priming, while it runs.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves.Priming;

/// <summary>Counts what is done, and notes what is left out or fails, so that the rest is still done.</summary>
internal sealed class PrimeRun(string context)
{
    private readonly PrimeReport _report = new(context);
    private readonly HashSet<Type> _initialized = [];
    private readonly List<string> _methodsRun = [];
    private readonly List<PrimeSkip> _skipped = [];
    private readonly List<(string Message, Exception Cause)> _failures = [];

    public bool HasFailed => _failures.Count > 0;

    public void CountMethod() => _report.MethodsPrepared++;

    public void CountImport() => _report.ImportsLinked++;

    public void CountNodes(int nodes) => _report.NodesPrimed += nodes;

    public void CountRun(string method) => _methodsRun.Add(method);

    public void Skip(string member, string reason) => _skipped.Add(new PrimeSkip(member, reason));

    public void Fail(string message, Exception cause) => _failures.Add((message, cause));

    /// <summary>Runs the static constructor of a type, unless it has run.</summary>
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "Trimming", "IL2059", Justification = "A static constructor that was removed does not run in the emergency either.")]
    public void Initialize(Type type)
    {
        if (type.ContainsGenericParameters || !_initialized.Add(type))
            return;
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            _report.TypesInitialized++;
        }
        catch (TypeInitializationException e)
        {
            var cause = e.InnerException ?? e;
            Fail($"The static constructor of '{MemberNames.Of(type)}' threw {cause.GetType()}: {cause.Message} No member of the type can be used in this process any more.", e);
        }
    }

    public PrimeReport Finish(bool isRepetition)
    {
        _report.IsRepetition = isRepetition;
        _report.MethodsRun = _methodsRun;
        _report.Skipped = _skipped;
        if (_failures.Count == 0)
            return _report;
        var message = $"Priming '{_report.Context}' failed, so that code inside it would fail in an emergency:";
        foreach (var failure in _failures)
            message += "\n- " + failure.Message;
        throw new PrimeException(
            _report, message, _failures.Count == 1 ? _failures[0].Cause : new AggregateException(_failures.Select(static failure => failure.Cause)));
    }
}
