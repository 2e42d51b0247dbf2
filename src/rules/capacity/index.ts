import { containerLimitAboveHost } from './container-limit-above-host';
import { containerMemoryOvercommit } from './container-memory-overcommit';
import { guestHugepagesTooMany } from './guest-hugepages-too-many';
import { guestMemoryTooLarge } from './guest-memory-too-large';
import { guestVcpusTooMany } from './guest-vcpus-too-many';
import { libvirtCpuOvercommit } from './libvirt-cpu-overcommit';
import { libvirtMemoryOvercommit } from './libvirt-memory-overcommit';
import { microvmCpuOvercommit } from './microvm-cpu-overcommit';
import { microvmMemoryOvercommit } from './microvm-memory-overcommit';
import type { IRule } from '../../app/rules/rule';

/** Memory and processors: what machines have, and what their guests and containers are promised. */
export const CAPACITY_RULES: readonly IRule[] = [
  containerLimitAboveHost,
  containerMemoryOvercommit,
  guestHugepagesTooMany,
  guestMemoryTooLarge,
  guestVcpusTooMany,
  libvirtCpuOvercommit,
  libvirtMemoryOvercommit,
  microvmCpuOvercommit,
  microvmMemoryOvercommit,
];
