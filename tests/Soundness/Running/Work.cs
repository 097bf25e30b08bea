// What a process that measures is told to do: a file with a line a member.
using System.Globalization;
using MemallocKit.Soundness.Generating;

namespace MemallocKit.Soundness.Running;

/// <param name="Members">What is called.</param>
/// <param name="Sets">One a member: which sets of arguments to try; the number of a set is part of what its arguments are made from.</param>
internal sealed record Work(IReadOnlyList<Member> Members, IReadOnlyList<int[]> Sets)
{
    public void Write(string path) => File.WriteAllLines(path, Members.Select((m, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{m.Id}\t{m.Module}\t{m.Token}\t{string.Join(',', Sets[i])}")));

    public static Work Read(string path)
    {
        var lines = File.ReadAllLines(path).Select(l => l.Split('\t')).ToArray();
        return new Work(
            Array.ConvertAll(lines, f => new Member(f[0], f[1], int.Parse(f[2], CultureInfo.InvariantCulture))),
            Array.ConvertAll(lines, f => Array.ConvertAll(f[3].Split(','), s => int.Parse(s, CultureInfo.InvariantCulture))));
    }
}
