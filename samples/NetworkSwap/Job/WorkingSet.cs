// The files of the working set, in the order that front end and worker both see them in.

namespace NetworkSwap.Job;

/// <param name="Path">Full path.</param>
/// <param name="Bytes">Length when it was listed.</param>
/// <param name="FirstPage">Its first page in the working set.</param>
internal readonly record struct InputFile(string Path, long Bytes, int FirstPage)
{
    public int Pages => (int)((Bytes + WorkingSet.PageBytes - 1) / WorkingSet.PageBytes);
}

/// <summary>The input files laid out over consecutive pages, each file beginning on a page of its own.</summary>
internal sealed class WorkingSet
{
    public const int PageBytes = 4096;

    // What is noted about each page takes a small part of the worker's heap.
    private const int MaxPages = 1 << 20;

    private WorkingSet(InputFile[] files, int pages)
    {
        Files = files;
        Pages = pages;
    }

    public InputFile[] Files { get; }

    public int Pages { get; }

    public long Bytes => (long)Pages * PageBytes;

    /// <exception cref="InputException">A path is missing or cannot be read, or there is nothing in it, or too much.</exception>
    public static WorkingSet List(IEnumerable<string> paths)
    {
        var files = new List<InputFile>();
        int pages = 0;
        foreach (string path in paths.SelectMany(Expand).Distinct(StringComparer.Ordinal))
        {
            var file = new InputFile(path, Measure(path), pages);
            if (file.Bytes > (long)(MaxPages - pages) * PageBytes)
                throw new InputException($"the input is larger than {(long)MaxPages * PageBytes >> 30}G: give less with --input.");
            files.Add(file);
            pages += file.Pages;
        }

        return pages > 0
            ? new WorkingSet([.. files], pages)
            : throw new InputException("the input holds no bytes: give files with content with --input.");
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (path.Length == 0)
            throw new InputException("--input '' names nothing: give an existing file or folder.");
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return [full];
        if (!Directory.Exists(full))
            throw new InputException($"--input '{path}' does not exist: give an existing file or folder.");
        try
        {
            var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };
            return [.. Directory.GetFiles(full, "*", everything).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--input '{path}' cannot be listed ({e.Message.TrimEnd('.')}): give a readable folder.");
        }
    }

    // Opened, not only measured: what cannot be read must show here and not in the middle of the job.
    private static long Measure(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return RandomAccess.GetLength(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"input file '{path}' cannot be read ({e.Message.TrimEnd('.')}): give readable regular files.");
        }
    }
}

/// <summary>The message is one sentence for the user.</summary>
internal sealed class InputException(string message) : Exception(message);
