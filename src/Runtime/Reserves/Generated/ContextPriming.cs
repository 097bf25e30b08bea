// What generated contexts call to be primed.
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MemallocKit.Reserves.Priming;

namespace MemallocKit.Generated;

/// <summary>
/// For generated code: everything that priming a context does, as far as it is known at build time. Built once a context, then thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContextPriming
{
    // Marks are found by reflection, and members keep them.
    private const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods
        | DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties
        | DynamicallyAccessedMemberTypes.PublicNestedTypes | DynamicallyAccessedMemberTypes.NonPublicNestedTypes;

    private readonly Type _context;
    private readonly ReserveNode[] _mayCharge;
    private readonly List<Type> _covered = [];
    private readonly List<(string Member, string Reason)> _skipped = [];
    private readonly List<(string Name, Action Body)> _methods = [];
    private readonly Lock _lock = new();
    private bool _codeIsPrimed;
    private int _methodsRun;

    /// <summary>Starts with the context itself.</summary>
    public ContextPriming([DynamicallyAccessedMembers(Members)] Type context, ReserveNode[] mayCharge)
    {
        _context = context;
        _mayCharge = mayCharge;
        _covered.Add(context);
    }

    /// <summary>A type in which, or in types nested in it, there are members that run in the context.</summary>
    public ContextPriming Cover([DynamicallyAccessedMembers(Members)] Type type)
    {
        _covered.Add(type);
        return this;
    }

    /// <summary>A member that emitted code cannot name.</summary>
    public ContextPriming Skip(string member, string reason)
    {
        _skipped.Add((member, reason));
        return this;
    }

    /// <summary>A method with <see cref="MemallocPrimeAttribute"/>.</summary>
    public ContextPriming Run(string method, Action body)
    {
        _methods.Add((method, body));
        return this;
    }

    /// <summary>Does what was not done before, and what belongs to the thread.</summary>
    /// <exception cref="InvalidOperationException">A node of the context is not connected. Nothing was done.</exception>
    /// <exception cref="PrimeException">Something failed; the rest was done.</exception>
    public PrimeReport Prime()
    {
        MemallocScope.Prime(_mayCharge);
        var run = new PrimeRun(MemberNames.Of(_context));
        run.CountNodes(_mayCharge.Length);

        // One of the methods that this runs may call it.
        if (_lock.IsHeldByCurrentThread)
            return run.Finish(isRepetition: true);
        lock (_lock)
        {
            var isRepetition = _codeIsPrimed && _methodsRun == _methods.Count;
            if (!_codeIsPrimed)
                PrimeCode(run);
            RunMethods(run);
            return run.Finish(isRepetition);
        }
    }

    private void PrimeCode(PrimeRun run)
    {
        foreach (var (member, reason) in _skipped)
            run.Skip(member, reason);
        var code = new PrimedCode(_context.Assembly, run);
        var members = new ScopeMembers(_context, code);
        foreach (var type in _covered)
            members.Visit(type);
        code.Run();
        _codeIsPrimed = !run.HasFailed;
    }

    // In their order, so that one may rely on those before it.
    private void RunMethods(PrimeRun run)
    {
        for (; _methodsRun < _methods.Count; _methodsRun++)
        {
            var (name, body) = _methods[_methodsRun];
            try
            {
                body();
                run.CountRun(name);
            }
            catch (Exception e)
            {
                run.Fail($"'{name}', which is marked with [MemallocPrime], threw {e.GetType()}: {e.Message} It runs again at the next Prime(), and so do those after it.", e);
                return;
            }
        }
    }
}
