// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0

// QProcess starts children with clone(CLONE_VM | CLONE_VFORK). ThreadSanitizer takes every clone()
// for a fork: in the child it resets its own state, which here is still that of the parent, and
// from then on reports races where there are none. Under ThreadSanitizer children get memory of
// their own.
#if defined(__SANITIZE_THREAD__)
#include <cstdarg>
#include <dlfcn.h>
#include <sched.h>
#include <sys/types.h>

using CloneFunction = int (*)(int (*)(void *), void *, int, void *, ...);

extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    va_list rest;
    va_start(rest, argument);
    auto *parentId = va_arg(rest, pid_t *);
    va_end(rest);
    static const auto next = reinterpret_cast<CloneFunction>(dlsym(RTLD_NEXT, "clone"));
    return next(function, stack, flags & ~(CLONE_VM | CLONE_VFORK), argument, parentId, nullptr,
                nullptr);
}
#endif
