// What the code of scopes does, and what calls of other methods come to.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Bodies are walked on demand and once; chains are searched on demand, breadth first, so that the shortest is named and
/// recursion ends by itself. Thread-safe: two threads may do the same work, and then one result is dropped.
/// </summary>
internal sealed class EffectEngine
{
    private readonly Compilation _compilation;
    private readonly KnownSymbols _symbols;
    private readonly MemallocScopes _scopes;
    private readonly BodyCache _bodies;
    private readonly Deferrals _deferrals;
    private readonly CallJudge _judge;
    private readonly PrimedCode _primed;
    private readonly ConcurrentDictionary<Frame, ImmutableArray<CallVerdict>> _verdicts = new();
    private readonly ConcurrentDictionary<Call, ImmutableArray<CallVerdict>> _calls = new();
    private readonly ImmutableArray<AdditionalText> _files;
    private EffectEngine? _other;

    public EffectEngine(Compilation compilation, KnownSymbols symbols, MemallocScopes scopes)
        : this(compilation, symbols, scopes, new BodyCache(compilation, symbols, scopes, new MemberFields(compilation)), [])
    {
    }

    private EffectEngine(
        Compilation compilation, KnownSymbols symbols, MemallocScopes scopes, BodyCache bodies, ImmutableArray<AdditionalText> files)
    {
        _compilation = compilation;
        _symbols = symbols;
        _scopes = scopes;
        _bodies = bodies;
        _files = files;
        var user = new FileSource(files.Select(f => UserFiles.Read(f, default)).OfType<SummaryFile>());
        var tables = files.Where(UserFiles.IsTable).Select(f => new TableSource(() => UserFiles.ReadTable(f, default)));
        var summaries = new CalleeSummaries(user, [BuiltInLists.Source, .. tables, FrameworkTable.Source]);
        _deferrals = new Deferrals(compilation, symbols, bodies);
        _judge = new CallJudge(compilation, scopes.IsScope, summaries, _deferrals);
        _primed = new PrimedCode(compilation, symbols, bodies.Of, new CallJudge(compilation, static _ => false, summaries, deferrals: null));
    }

    /// <summary>The engine that also knows the summaries among a project's additional files.</summary>
    public EffectEngine With(ImmutableArray<AdditionalText> additionalFiles)
    {
        var files = UserFiles.Among(additionalFiles);
        if (files.SequenceEqual(_files))
        {
            return this;
        }

        // One compilation has one set of files, until somebody edits one.
        var other = Volatile.Read(ref _other);
        if (other is null || !other._files.SequenceEqual(files))
        {
            other = new EffectEngine(_compilation, _symbols, _scopes, _bodies, files);
            Volatile.Write(ref _other, other);
        }

        return other;
    }

    /// <summary>The effects of the parts of a member that lie in memalloc scopes.</summary>
    /// <param name="member">The member that owns the blocks.</param>
    /// <param name="blocks">Its operation blocks, which the compiler has at hand.</param>
    public ScopedBody InScopes(ISymbol member, ImmutableArray<IOperation> blocks) => _bodies.InScopes(member, blocks);

    /// <summary>The operations that run when a method of this compilation is called; of a function inside a member, its own.</summary>
    public ImmutableArray<IOperation> OperationsOf(IMethodSymbol method) => _bodies.OperationsOf(method);

    /// <summary>What a method of this compilation does itself.</summary>
    public Body BodyOf(IMethodSymbol method) => _bodies.Of(method);

    /// <summary>What a call in a scope comes to, from best to worst; empty: nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="caller">The member that it is written in.</param>
    public ImmutableArray<CallVerdict> Judge(Call call, ISymbol caller) => _calls.GetOrAdd(call, c =>
    {
        var first = c.OnFirstCall ? FirstCall.Of(caller) : default(FirstCall?);
        if (first is { } run && _primed.Includes(run))
        {
            return [];
        }

        var verdicts = Judge(c, Frame.Open, first);
        return c.Function is IMethodSymbol function && verdicts.Any(v => v.Outcome == Outcome.NoContract) && c.DependsOnCaller && _deferrals.HasCallers(function)
            ? Judge(c, Frame.Deferring(function), first)
            : verdicts;
    });

    /// <summary>The calls in scopes of a member that come to <paramref name="outcome"/>; those that one piece of code makes, as <c>foreach</c> does, as one.</summary>
    public IEnumerable<(Call Call, CallVerdict Verdict)> CallsThat(ScopedBody scoped, ISymbol member, Outcome outcome)
    {
        var found = new List<(Call Call, CallVerdict Verdict)>();
        foreach (var call in scoped.Calls)
        {
            foreach (var verdict in Judge(call, member).Where(v => v.Outcome == outcome))
            {
                var same = found.FindIndex(f => f.Call.Location == call.Location);
                if (same < 0)
                {
                    found.Add((call, verdict));
                }
                else
                {
                    found[same] = (found[same].Call, found[same].Verdict.And(verdict));
                }
            }
        }

        return found;
    }

    /// <summary>The call that a delegate makes, or <see langword="null"/>: it is of a lambda, or of what nobody knows.</summary>
    public Call? CallOf(IDelegateCreationOperation creation, ISymbol owner) => BoundDelegates.CallOf(creation, owner, _bodies.Fields.Known);

    /// <summary>Whether what allocates the first time that a member runs is done before the emergency.</summary>
    public bool IsPrimed(ISymbol member) => _primed.Includes(FirstCall.Of(member));

    /// <summary>The callee's own body is checked, so calls to it need no look inside.</summary>
    public bool IsTrusted(IMethodSymbol callee) => _scopes.IsScope(callee);

    private ImmutableArray<CallVerdict> Judge(Call call, Frame around, FirstCall? first)
    {
        var found = new VerdictSet(_primed);
        foreach (var step in _judge.Judge(call, around))
        {
            foreach (var verdict in step.Follow is { } frame ? OfFrame(frame) : [new CallVerdict(step.Finding!, [], [])])
            {
                found.Add(verdict, call.Cap, first);
            }
        }

        return found.ToVerdicts();
    }

    private ImmutableArray<CallVerdict> OfFrame(Frame frame)
    {
        if (_verdicts.TryGetValue(frame, out var verdicts))
        {
            return verdicts;
        }

        var search = new ChainSearch(_bodies.Of, _judge, _primed, f => _verdicts.TryGetValue(f, out var known) && known.IsEmpty);
        verdicts = search.From(frame);
        if (verdicts.IsEmpty)
        {
            // Nothing that was reached does anything, so the answer holds for all of it.
            foreach (var reached in search.Reached)
            {
                _verdicts.TryAdd(reached, []);
            }
        }

        _verdicts.TryAdd(frame, verdicts);
        return verdicts;
    }
}
