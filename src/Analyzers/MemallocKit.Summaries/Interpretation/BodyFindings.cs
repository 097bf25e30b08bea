// From an interpreted body to the facts about its method: when each effect happens, what returns, what is always stored.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;

namespace MemallocKit.Summaries.Interpretation;

internal sealed class BodyFindings
{
    // More candidates than this are tables being filled, not lazy fields.
    private const int MostStores = 12;

    private readonly InterpretedBody _result;
    private readonly DecodedBody _body;
    private readonly bool[] _leaving;
    private readonly Guard[] _guards;

    private BodyFindings(InterpretedBody result)
    {
        _result = result;
        _body = result.Body;
        for (var b = 0; b < _body.Blocks.Length; b++)
        {
            if (result.StopsAt[b] >= 0)
            {
                result.Successors[b].Clear();
                result.Leaves[b] = result.Returns[b] = false;
            }
        }

        _leaving = ThrowPaths.FindLeaving(result.Successors, [.. result.Leaves.Select((l, b) => l && result.IsLive[b])], result.IsLive);
        _guards = FindGuards();
    }

    public static void Apply(InterpretedBody result, MethodContext context)
    {
        var findings = new BodyFindings(result);
        var paths = new StorePaths(result, findings._leaving);
        NullComparisons.Drop(result);
        LazyRegions.Mark(result, findings._leaving, findings._guards, paths, context.Method);
        findings.AddSites(context);
        context.NeverReturns = !findings._leaving[0];
        context.Successors = [.. result.Successors.Select(s => s.ToArray())];
        context.ReturningBlocks = result.Returns;
        if (result.ReturnValue is { } returned)
        {
            context.Returns = returned;
        }

        var candidates = result.Stores.Where((s, b) => s is not null && result.IsLive[b] && findings._leaving[b]).SelectMany(s => s!).ToHashSet();
        if (candidates.Count is > 0 and <= MostStores)
        {
            candidates.RemoveWhere(c => !paths.AllStore(0, c, null));
            context.AlwaysStores = candidates.Count > 0 ? candidates : null;
        }
    }

    private Guard[] FindGuards()
    {
        var normal = FindNormal();
        var guards = new Guard[_body.Blocks.Length];
        for (var b = 0; b < guards.Length; b++)
        {
            guards[b] = !_leaving[b] ? (IsProtected(_body.Blocks[b]) ? Guard.Caught : Guard.Throwing)
                : normal[b] ? Guard.Always
                : Guard.Caught;
        }

        return guards;
    }

    // Blocks reached without an exception: finally blocks too.
    private bool[] FindNormal()
    {
        var normal = new bool[_body.Blocks.Length];
        var pending = new Stack<int>();
        Reach(0);
        for (var again = true; again;)
        {
            while (pending.TryPop(out var block))
            {
                _result.Successors[block].ForEach(Reach);
            }

            again = false;
            for (var r = 0; r < _body.Regions.Length; r++)
            {
                var region = _body.Regions[r];
                var handler = _body.BlockOf[region.HandlerStart];
                if (region.Kind == ExceptionRegionKind.Finally && _result.IsHandlerLive[r] && !normal[handler]
                    && Array.Exists(_body.Blocks, b => region.Protects(b) && normal[b.Index]))
                {
                    Reach(handler);
                    again = true;
                }
            }
        }

        return normal;

        void Reach(int block)
        {
            if (!normal[block])
            {
                normal[block] = true;
                pending.Push(block);
            }
        }
    }

    // A handler that goes on catches what is thrown in the block.
    private bool IsProtected(BasicBlock block)
    {
        for (var r = 0; r < _body.Regions.Length; r++)
        {
            var region = _body.Regions[r];
            if (region.Catches && region.Protects(block) && _result.IsHandlerLive[r] && _leaving[_body.BlockOf[region.HandlerStart]])
            {
                return true;
            }
        }

        return false;
    }

    private void AddSites(MethodContext context)
    {
        foreach (var block in _body.Blocks)
        {
            if (!_result.IsLive[block.Index])
            {
                continue;
            }

            var guard = _guards[block.Index];
            var isProtected = IsProtected(block);
            if (!_leaving[block.Index])
            {
                var thrown = new EffectSite(block.Start) { Block = block.Index, Guard = guard, IsProtected = isProtected };
                thrown.Add(EffectSet.Throws, "throws", null);
                thrown.PlaceAt(_body.Instructions[block.Start].Offset);
                context.Sites.Add(thrown);
            }

            if (_result.OnlyThrows[block.Index])
            {
                continue;
            }

            var last = _result.StopsAt[block.Index] >= 0 ? _result.StopsAt[block.Index] : block.Last;
            for (var i = block.Start; i <= last; i++)
            {
                if (_result.Sites[i] is { IsEmpty: false } site)
                {
                    site.Guard = guard;
                    site.IsProtected = isProtected;
                    site.PlaceAt(_body.Instructions[i].Offset);
                    context.Sites.Add(site);
                }
            }
        }
    }
}
