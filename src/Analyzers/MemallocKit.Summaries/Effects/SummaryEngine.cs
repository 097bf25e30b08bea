// Analyses methods and what they call, to a fixpoint.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Effects;

/// <summary>
/// The engine: ask for methods, then <see cref="Solve"/>, then read their classes. Not thread-safe. Methods are analysed
/// depth-first, which takes stack: run it by <see cref="LargeStack"/>.
/// </summary>
internal sealed class SummaryEngine
{
    // Deeper chains of first analyses are cut: what is below is analysed later, and taken to be able to return anything.
    private const int DeepestAnalysis = 400;

    private readonly MethodAnalyzer _analyzer;
    private readonly Solver _solver;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<AssemblyModel> _clients = [];
    private int _depth;

    public SummaryEngine(AssemblySet assemblies, OverlayRules overlay, CancellationToken cancellation = default)
    {
        Assemblies = assemblies;
        Overlay = overlay;
        Contexts = new ContextTable(assemblies);
        Exact = new ExactTypes(assemblies, overlay);
        Closed = new ClosedHierarchy(assemblies, overlay);
        Joins = new ValueJoin(this);
        Dispatcher = new Dispatcher(this);
        _analyzer = new MethodAnalyzer(this);
        _solver = new Solver(this, cancellation);
        _cancellation = cancellation;
    }

    public AssemblySet Assemblies { get; }

    public OverlayRules Overlay { get; }

    public ContextTable Contexts { get; }

    public ExactTypes Exact { get; }

    public ClosedHierarchy Closed { get; }

    public StaticConstructors StaticConstructors { get; } = new();

    public ValueJoin Joins { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>Bodies interpreted so far.</summary>
    public int BodyCount => _analyzer.BodyCount;

    /// <summary>
    /// Makes an assembly a client: it is analysed as a compilation is that knows the other assemblies by their table, without
    /// contexts of its own in them.
    /// </summary>
    public void AddClient(AssemblyModel assembly) => _clients.Add(assembly);

    public bool IsClient(MethodModel method) => _clients.Count > 0 && _clients.Contains(method.Owner.Assembly);

    /// <summary>Asks for the summary of a method as any caller may call it.</summary>
    public MethodContext Request(MethodModel method) => Requested(Contexts.Root(method));

    /// <summary>Asks for the summary of a method whose optional arguments are left out; null where that changes nothing.</summary>
    public MethodContext? RequestWithDefaults(MethodModel method) =>
        KnownArguments.Defaults(method) is { } known ? Requested(Contexts.Root(method, known)) : null;

    /// <summary>Brings the effects of everything requested to their fixpoint.</summary>
    public void Solve()
    {
        _solver.Run();
        AlwaysAllocates.Find(Contexts.All);
    }

    /// <summary>Analyses a context unless that was done; its effects still grow until <see cref="Solve"/> ends.</summary>
    public void Ensure(MethodContext context)
    {
        if (context.State != AnalysisState.New)
        {
            return;
        }

        if (_depth >= DeepestAnalysis)
        {
            _solver.Postpone(context);
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        _depth++;
        try
        {
            _analyzer.Analyze(context);
        }
        finally
        {
            _depth--;
        }

        foreach (var site in context.Sites)
        {
            site.Calls?.ForEach(c => c.Callee.AddCaller(context));
        }

        _solver.Enqueue(context);
    }

    /// <summary>The delegate that a field always holds, where it is one that caches a lambda; else the value itself.</summary>
    public Value ResolveDelegate(Value value)
    {
        if (value is FieldRead { Field.IsStatic: true } read && read.Field.IsStoredInAssemblyOnly
            && Il.FieldStoreScan.StoresOf(read.Field) is { HasSeveralTargets: false, OnlyTarget: { } target })
        {
            if (target.Method.Owner == read.Field.Owner && target.Arguments.Length == 0)
            {
                return new MethodDelegate(read.Held, target with { Owner = read.Owner }, null);
            }

            if (target.Owner.IsClosed && Array.TrueForAll(target.Arguments, a => a.IsClosed))
            {
                return new MethodDelegate(read.Held, target, null);
            }
        }

        return value;
    }

    private MethodContext Requested(MethodContext context)
    {
        Ensure(context);
        return context;
    }
}
