// Shows how the job is doing while it runs.

using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

internal interface IDisplay
{
    /// <summary>Runs <paramref name="work"/>, which is given a method to call with each news of the worker.</summary>
    Task<JobResult> DuringAsync(Func<Action<JobProgress>, Task<JobResult>> work);
}
